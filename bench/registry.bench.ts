import { join } from 'node:path';
import { migrate } from '../src/platform/database/index.js';
import { newId } from '../src/platform/ids/index.js';
import { type BenchOptions, type Figure, quantiles, tell } from './support/figure.js';
import { type Product, startProduct } from './support/product.js';
import { createDatabase, startServer, withClient } from './support/server.js';

const TARGET_MS = 10;
const NETWORKS = ['vk', 'ok', 'facebook', 'instagram'] as const;

/** The public registry with 2,000 accounts: the page, and the 304 of somebody who has it, from two processes in turn. */
export async function benchRegistry({ quick, directory }: BenchOptions): Promise<Figure[]> {
  const [accounts, rounds] = quick ? [200, 50] : [2000, 1000];
  const server = await startServer(join(directory, 'registry'));
  const products: Product[] = [];
  try {
    await createDatabase(server, 'bench_registry');
    const url = server.url('bench_registry');
    await migrate(url);
    tell(`registry: ${accounts} accounts`);
    await withClient(url, async (client) => {
      const rows = Array.from({ length: accounts }, (_, n) => {
        const network = NETWORKS[n % 4];
        return { id: newId(), authority: Math.floor(n / 4), network, name: `Официальный аккаунт номер ${n}`, url: `https://${network}.example/khv_${n}` };
      });
      // As many bodies as four accounts each need, under names of their own.
      const bodies = Array.from({ length: Math.ceil(accounts / 4) }, (_, n) => ({ id: newId(), code: `body-${n}`, name: `Министерство и ведомство края номер ${n}` }));
      await client.query(
        `INSERT INTO authority (id, code, name, short_name, kind, valid_from)
         SELECT id, code, name, name, 'ministry', '2020-03-17' FROM jsonb_to_recordset($1::jsonb) AS b(id uuid, code text, name text)`, [JSON.stringify(bodies)],
      );
      await client.query(`INSERT INTO authority_name (id, authority_id, name, short_name, valid_from) SELECT id, id, name, short_name, valid_from FROM authority WHERE code LIKE 'body-%'`);
      const entries = JSON.stringify(rows.map(({ authority, ...row }) => ({ ...row, owner: bodies[authority]?.id })));
      await client.query(
        `INSERT INTO account (id, authority_id, network, status, url, address_key, name, external_id, valid_from)
         SELECT id, owner, network, 'accepted', url, url, name, '12345678', '2020-04-01' FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, owner uuid, network text, url text, name text)`, [entries],
      );
      await client.query(`INSERT INTO account_edition (id, account_id, url, name, external_id, valid_from) SELECT id, id, url, name, external_id, valid_from FROM account`);
      await client.query(`UPDATE registry_revision SET value = value + 1`);
    });
    for (const name of ['a', 'b']) products.push(await startProduct({ ROLE: 'api', DATABASE_URL: url, VAR_DIR: join(directory, 'registry', `var-${name}`) }));
    const [page, same]: [number[], number[]] = [[], []];
    let etag = '';
    let bytes = 0;
    const ask = async (product: Product, headers: Record<string, string>, status: number) => {
      const started = performance.now();
      const answer = await fetch(`${product.url}/registry`, { headers });
      const body = await answer.arrayBuffer();
      const took = performance.now() - started;
      if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}`);
      etag = answer.headers.get('etag') ?? etag;
      bytes = Math.max(bytes, body.byteLength);
      return took;
    };
    // The first answer of each process is rendered; those after it are kept.
    const first = [];
    for (const product of products) first.push(await ask(product, {}, 200));
    for (let n = 0; n < rounds; n += 1) {
      for (const product of products) {
        page.push(await ask(product, {}, 200));
        same.push(await ask(product, { 'if-none-match': etag }, 304));
      }
    }
    const figure = (name: string, times: number[], more: Record<string, number> = {}): Figure => {
      const values = quantiles(times);
      return { part: 'registry', name, values: { ...values, ...more }, target: `p50 <= ${TARGET_MS} ms`, met: quick ? null : values.p50Ms <= TARGET_MS };
    };
    return [
      figure(`/registry, ${accounts} accounts, two processes`, page, { kilobytes: Math.round(bytes / 1024), firstMs: Math.round(Math.max(...first)) }),
      figure('the same, 304 by its ETag', same),
    ];
  } finally {
    for (const product of products) await product.stop();
    await server.stop();
  }
}
