import type { Credential } from '../../networks/index.js';

/** The members of a credential that are secret. */
export type CredentialSecret = Pick<Credential, 'accessToken' | 'applicationKey' | 'applicationSecret'>;

/** Where a credential's secret rests, for the SecretBox. */
export const secretPlace = (id: string): string => `network-credential:${id}`;
