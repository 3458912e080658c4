import type { Channel } from '../platform/events/index.js';

/** Roles of the product (regulation.md, "Roles"). */
export const roles = ['curator', 'executor', 'committee', 'it-ministry', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who acts, and by which way. Every use case takes one; the system itself acts as {@link systemActor}. */
export interface Actor {
  /** Null for the system. */
  userId: string | null;
  roles: readonly Role[];
  /** The authority an executor belongs to; null for everyone who belongs to none. */
  authorityId: string | null;
  channel: Channel;
}

/** The product acting by itself: timers, imports, corrections of the calendar. */
export const systemActor: Actor = { userId: null, roles: [], authorityId: null, channel: 'system' };

/** Whether the actor holds at least one of `wanted`. */
export const hasRole = (actor: Actor, ...wanted: Role[]): boolean => wanted.some((role) => actor.roles.includes(role));
