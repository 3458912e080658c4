import { DomainError, passwordFaultMessages } from '../platform/errors/index.js';
import { commonPasswords } from './common-passwords.js';

export type PasswordFault = keyof typeof passwordFaultMessages;

/** Longer ones only cost hashing time. */
export const PASSWORD_MAX_LENGTH = 200;

/** What of a person a password must not hold. */
export interface PasswordOwner {
  email: string;
  surname: string;
  name: string;
  patronymic?: string | null;
}

/** Parts of a name or an address shorter than this are found in any password by chance. */
const TELLING = 4;
const SEQUENCES = ['0123456789', '9876543210', 'abcdefghijklmnopqrstuvwxyz', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'];

/** What is wrong with a password; empty when it may be used. */
export function passwordFaults(password: string, owner: PasswordOwner, minLength: number): PasswordFault[] {
  const text = password.normalize('NFKC').toLowerCase();
  const length = [...password].length;
  const faults: PasswordFault[] = [];
  if (length < minLength) faults.push('too-short');
  if (length > PASSWORD_MAX_LENGTH) faults.push('too-long');
  if (isCommon(text)) faults.push('common');
  if (isRepetitive(text)) faults.push('repetitive');
  if (personalParts(owner).some((part) => text.includes(part))) faults.push('personal');
  return faults;
}

/**
 * @param previous the password it replaces, where that is known.
 * @throws DomainError `password.weak` with the reasons; the password itself is never repeated.
 */
export function checkPassword(password: string, owner: PasswordOwner, minLength: number, previous?: string): void {
  const reasons = passwordFaults(password, owner, minLength);
  if (password === previous) reasons.push('unchanged');
  if (reasons.length === 0) return;
  const explanation = reasons.map((reason) => passwordFaultMessages[reason]).join('; ');
  throw new DomainError('password.weak', { reasons, minLength, explanation });
}

/** In the list as it is, without the digits and signs around it, or written several times. */
function isCommon(text: string): boolean {
  const stem = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [text, stem, smallestUnit(text), smallestUnit(stem)].some((form) => commonPasswords.has(form));
}

/** A short piece written again and again, or a run of neighbours of the alphabet or of the digits. */
function isRepetitive(text: string): boolean {
  const unit = smallestUnit(text);
  if (unit.length <= 3 || (unit !== text && unit.length * 3 <= text.length)) return true;
  return SEQUENCES.some((sequence) => `${sequence}${sequence}${sequence}`.includes(text));
}

/** The shortest piece whose repetition is the text: `abab` → `ab`. */
function smallestUnit(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return at > 0 && at < text.length ? text.slice(0, at) : text;
}

function personalParts({ email, surname, name, patronymic }: PasswordOwner): string[] {
  const [mailbox = ''] = email.split('@');
  return [mailbox, ...mailbox.split(/[._+-]/), surname, name, patronymic ?? '']
    .map((part) => part.normalize('NFKC').toLowerCase())
    .filter((part) => part.length >= TELLING);
}
