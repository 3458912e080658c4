import { ConfigError, loadConfig } from './platform/config/index.js';
import { start } from './start.js';

/** One entry for every role: `ROLE=all` (default), `api` or `worker`. */
async function main(): Promise<void> {
  const running = await start(loadConfig());
  const stop = () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal);
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): never {
  console.error(error instanceof ConfigError || !(error instanceof Error) ? String((error as Error).message ?? error) : error);
  process.exit(1);
}

main().catch(fail);
