import type { NodemailerError } from 'nodemailer';
import { NotOurs, type PostResult } from './post.js';

/** How far an attempt had come when it failed. */
export interface Progress {
  /** The server had said that it will take the message, and bytes of it were on the way. */
  started: boolean;
  /** All but the last byte was out. */
  handedOver: boolean;
  /** The connection was ended by us, not by the server. */
  closing: boolean;
}

/** Replies that are about this sender's access and not about the letter: a wrong password fails no letter for good. */
const ACCESS_REPLIES = [530, 534, 535, 538];

/**
 * What a failed attempt means.
 *
 * A reply settles it: 5xx is final, 4xx is for later. Without a reply, and before the last byte, nothing was accepted.
 * After it the reply that did not come decides: a server that *closes* the connection has taken no responsibility and the
 * sender must try again (RFC 5321, 4.5.4.1; the same Message-ID tells it if it had taken it after all); a server that stays
 * *silent* may still be at it, so nobody can know.
 */
export function resultOfFailure(error: Error, { started, handedOver, closing }: Progress): PostResult {
  if (error instanceof NotOurs) return { kind: 'not-ours' };
  const { code = '', responseCode, command = '' } = error as NodemailerError & { responseCode?: number; command?: string };
  const reason = error.message.slice(0, 1000);
  const later = (serverAway: boolean, doubtful = false): PostResult => ({ kind: 'later', reason, serverAway, doubtful });
  if (responseCode) {
    const aboutLetter = (code === 'EENVELOPE' || code === 'EMESSAGE') && !ACCESS_REPLIES.includes(responseCode);
    if (!aboutLetter || responseCode === 421) return later(!started);
    return responseCode >= 500 && responseCode !== 503 ? { kind: 'refused', reason } : later(false);
  }
  if (handedOver) return code === 'ETIMEDOUT' || closing ? { kind: 'unknown', reason } : later(false, true);
  // What nodemailer itself refuses before it says anything to the server: too large, an address it cannot write.
  if (code === 'EENVELOPE' || (code === 'EMESSAGE' && command !== 'API')) return { kind: 'refused', reason };
  return later(!started && code !== 'ESTREAM');
}
