/** Where an invented message belongs: a question for the authorities, or a ground to decline it (M-3, M-4). */
export type DemoMessageKind =
  | 'question'
  | 'no-question'
  | 'obscene-or-insulting'
  | 'threat-to-officials'
  | 'intent-to-harm';

/** An invented message of an invented citizen: no real person, post or telephone stands behind it. */
export interface DemoMessage {
  readonly network: 'vk' | 'ok' | 'facebook' | 'instagram' | 'twitter';
  readonly url: string;
  readonly authorName: string;
  readonly profileUrl?: string;
  readonly text: string;
  /** Code of the topic catalogue. */
  readonly topic: string;
  /** OKTMO of the location; none when the message names no place. */
  readonly oktmo?: string;
  /** Codes of the authorities that would answer; several make a consolidated reply (M-13.3); none if declined. */
  readonly authorities: readonly string[];
  readonly kind: DemoMessageKind;
  /** A good answer in the spirit of M-9: what was done, dates, telephone, e-mail, plain words. */
  readonly reply?: string;
}
