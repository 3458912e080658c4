import { andThen, ok, type Outcome, rejected } from '../outcome.js';
import type { Credential, CredentialReport } from '../port.js';
import type { GraphClient, TokenFacts } from './graph-client.js';

/** Asks Meta about a token (of a page, if it must be one's) by itself; the token asked about is sent in the body, for addresses are logged on the way. */
export async function validateToken(client: GraphClient, credential: Credential, page: string | null): Promise<Outcome<CredentialReport>> {
  const facts = await client.post<TokenFacts>(credential, '/debug_token', { input_token: credential.accessToken, method: 'get' });
  return andThen(facts, ({ data }) => {
    if (!data.is_valid) return rejected('credential', 'is_valid false');
    // Another page's token would speak in its name.
    if (page !== null && data.profile_id !== undefined && data.profile_id !== page) return rejected('credential', `profile_id ${data.profile_id}`);
    return ok({ permissions: data.scopes ?? [], expiresAt: data.expires_at ? new Date(data.expires_at * 1000) : null });
  });
}

/** Pages of Meta are followed by their `after` cursor. */
export interface Paged<T> {
  data: T[];
  paging?: { cursors?: { after?: string }; next?: string };
}

export const nextOf = ({ paging }: Paged<unknown>): string | null => (paging?.next ? (paging.cursors?.after ?? null) : null);

/** Meta writes offsets without a colon. */
export const metaDate = (text: string): Date => new Date(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
