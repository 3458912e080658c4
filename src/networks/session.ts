import type { Credential, Session } from './port.js';

/** The credential of a network whose accounts have one. */
export function onlyCredential({ credentials }: Session): Credential {
  const [credential] = credentials;
  if (!credential) throw new Error('A session has a credential');
  return credential;
}
