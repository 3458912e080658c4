import type { Role } from '../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../platform/workflow/index.js';

export const deliveryStates = ['pending', 'sending', 'unknown', 'manual', 'published', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type DeliveryEvent = 'request' | 'send' | 'accept' | 'postpone' | 'lose' | 'refuse' | 'miss' | 'give-up' | 'retry' | 'place-by-hand' | 'cancel';

/** Whether the product can place it at all. */
export interface DeliveryCircumstances {
  able: boolean;
}

export type DeliveryTransition = Transition<DeliveryState, DeliveryEvent, Role, DeliveryCircumstances>;

const bySystem = [] as const;
const people = ['curator', 'executor', 'committee'] as const;

/**
 * One message on its way into a network (M-12.2, M-13, A-1), or one comment on its way out, for which
 * `published` means removed. `sending` is committed before the network is called; `unknown` is
 * looked into before anything else; what cannot be known or done waits for a person in `manual`.
 */
export const deliveryWorkflow: Workflow<DeliveryTransition> = {
  name: 'delivery',
  final: ['published', 'failed'],
  table: [
    { event: 'request', from: null, to: 'pending', roles: people, clause: 'M-13', when: { able: true } },
    { event: 'request', from: null, to: 'manual', roles: people, clause: 'M-13', when: { able: false } },
    // Placed without having been ordered: looked at afterwards like any other.
    { event: 'place-by-hand', from: null, to: 'published', roles: people, clause: 'M-13' },

    { event: 'send', from: 'pending', to: 'sending', roles: bySystem, clause: 'M-13' },
    { event: 'accept', from: 'sending', to: 'published', roles: bySystem, clause: 'M-13' },
    { event: 'postpone', from: 'sending', to: 'pending', roles: bySystem, clause: 'M-13' },
    { event: 'refuse', from: 'sending', to: 'manual', roles: bySystem, clause: 'M-13' },
    { event: 'lose', from: 'sending', to: 'unknown', roles: bySystem, clause: 'M-13' },

    // Looked for: there; not there after every look, so that it may be sent again; not to be known.
    { event: 'accept', from: 'unknown', to: 'published', roles: bySystem, clause: 'M-13' },
    { event: 'miss', from: 'unknown', to: 'pending', roles: bySystem, clause: 'M-13' },
    { event: 'give-up', from: 'unknown', to: 'manual', roles: bySystem, clause: 'M-13' },

    // A person has placed it, wants it tried again, or wants it no more.
    ...(['pending', 'unknown', 'manual'] as const).map((from): DeliveryTransition => ({ event: 'place-by-hand', from, to: 'published', roles: people, clause: 'M-13' })),
    // Not from `unknown`: it may be out.
    ...(['pending', 'manual'] as const).map((from): DeliveryTransition => ({ event: 'cancel', from, to: 'failed', roles: people, clause: 'M-13' })),
    { event: 'retry', from: 'manual', to: 'pending', roles: people, clause: 'M-13' },
  ],
};

checkWorkflow(deliveryWorkflow);
