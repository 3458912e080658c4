import { ConfigError, loadConfig } from './platform/config/index.js';
import { maskError } from './platform/logging/index.js';
import { start } from './start.js';

/** One entry for every role: `ROLE=all` (default), `api` or `worker`. */
async function main(): Promise<void> {
  const running = await start(loadConfig());
  let stopping = false;
  const stop = () => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

function fail(error: unknown): never {
  // A failure is shown without the data it carries; a wrong variable is one clear line.
  console.error(error instanceof Error && !(error instanceof ConfigError) ? maskError(error) : String((error as Error).message ?? error));
  process.exit(1);
}

main().catch(fail);
