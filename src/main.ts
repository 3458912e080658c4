import { loadConfig } from './platform/config/index.js';
import { StartError } from './platform/errors/index.js';
import { maskError } from './platform/logging/index.js';
import { type Running, start } from './start.js';

/** One entry for every role: `ROLE=all` (default), `api` or `worker`. */
async function main(): Promise<void> {
  let running: Running | null = null;
  let stopping = false;
  const stop = () => {
    // Whoever asks twice does not want to wait; before the start is done there is nothing in hand.
    if (stopping || !running) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  running = await start(loadConfig());
}

function fail(error: unknown): never {
  // What whoever starts it can mend is one clear line; any other failure is shown without the data it carries.
  if (error instanceof StartError) console.error(error.message);
  else console.error(error instanceof Error ? maskError(error) : String(error));
  process.exit(1);
}

main().catch(fail);
