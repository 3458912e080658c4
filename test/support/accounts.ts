import type { Network } from '../../src/networks/index.js';
import { Database } from '../../src/platform/database/index.js';
import type { TestApp } from './app.js';

/** Closes or reopens the account an authority has had in a network, behind everybody's back. */
export async function setAccount(t: TestApp, { authorityId }: { authorityId: string }, network: Network, open: boolean): Promise<void> {
  const db = t.get(Database);
  const changed = await db.separately(() =>
    db.change(`UPDATE account SET valid_to = CASE WHEN $3 THEN NULL ELSE now() END WHERE authority_id = $1 AND network = $2 RETURNING id`, [authorityId, network, open]),
  );
  if (changed.length !== 1) throw new Error(`${changed.length} accounts instead of one`);
}
