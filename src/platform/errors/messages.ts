import { accountMessages } from './catalogue/account.js';
import { attachmentMessages } from './catalogue/attachment.js';
import { contentPlanMessages } from './catalogue/content-plan.js';
import { directoryMessages } from './catalogue/directory.js';
import { documentMessages } from './catalogue/document.js';
import { identityMessages } from './catalogue/identity.js';
import { importLineMessages } from './catalogue/import-line.js';
import { importMessages } from './catalogue/import.js';
import { incidentMessages } from './catalogue/incident.js';
import { intakeMessages } from './catalogue/intake.js';
import { mailMessages } from './catalogue/mail.js';
import type { Message } from './catalogue/message.js';
import { publishingMessages } from './catalogue/publishing.js';
import { regulationMessages } from './catalogue/regulation.js';
import { reportMessages } from './catalogue/report.js';
import { requestMessages } from './catalogue/request.js';
import { stateWords } from './catalogue/states.js';

/** The catalogue of refusals: stable code → HTTP status, Russian title, Russian explanation. */
const catalogue = {
  ...requestMessages,
  ...identityMessages,
  ...directoryMessages,
  ...accountMessages,
  ...regulationMessages,
  ...incidentMessages,
  ...contentPlanMessages,
  ...documentMessages,
  ...attachmentMessages,
  ...publishingMessages,
  ...intakeMessages,
  ...importMessages,
  ...importLineMessages,
  ...mailMessages,
  ...reportMessages,
};

export type MessageCode = keyof typeof catalogue;

export const messages: Record<MessageCode, Message> = catalogue;

/** A state in words. */
export const stateWord = (state: string): string => stateWords[state] ?? state;

/** Fills `{name}` places of a catalogue explanation from the error's details; a state is said in words. */
export function explain(code: MessageCode, details: Record<string, unknown>): string {
  return messages[code].detail.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(details[name] ?? '—');
    return name === 'state' ? stateWord(value) : value;
  });
}
