import autocannon from 'autocannon';
import pg from 'pg';
import type { Call } from './acts.js';
import type { Statement } from './capture.js';

/** What one round of load came to. */
export interface Round {
  readonly perSecond: number;
  readonly ms: readonly number[];
}

/** Sends `calls` over HTTP on so many connections at once. @throws Error when one is refused. */
export async function overHttp(url: string, token: string, calls: readonly Call[], connections: number): Promise<Round> {
  const ms: number[] = [];
  let next = 0;
  const started = performance.now();
  let ended = started;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url, connections, amount: calls.length,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        requests: [
          {
            setupRequest: (request) => {
              // The library prepares one request more than it sends on each connection.
              const call = calls[next++ % calls.length] as Call;
              const body = call.body && JSON.stringify(call.body);
              return { ...request, method: call.method, path: `/api/v1${call.path}`, body };
            },
          },
        ],
      },
      (error, outcome) => (error ? reject(error as Error) : resolve(outcome)),
    );
    instance.on('response', (_client, _status, _bytes, took) => {
      ms.push(took);
      // The library itself ends on a whole second of its own.
      ended = performance.now();
    });
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx} of ${calls.length} requests were refused, ${result.errors} failed`);
  return { perSecond: (calls.length * 1000) / (ended - started), ms };
}

/** Sends the statements of so many acts by bare `pg`: an act after another on each of as many connections. */
export async function byPg(pool: pg.Pool, acts: readonly (readonly Statement[])[], connections: number): Promise<Round> {
  const ms: number[] = [];
  let next = 0;
  const worker = async () => {
    const client = await pool.connect();
    try {
      for (let act = acts[next++]; act; act = acts[next++]) {
        const began = performance.now();
        for (const { text, values } of act) await client.query(text, values as unknown[]);
        ms.push(performance.now() - began);
      }
    } finally {
      client.release();
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  return { perSecond: (acts.length * 1000) / (performance.now() - started), ms };
}
