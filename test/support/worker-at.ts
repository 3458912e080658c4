import { MovableClock } from '../../src/platform/clock/index.js';
import { loadConfig } from '../../src/platform/config/index.js';
import { start } from '../../src/start.js';

/** A process of the product whose clock stands at `CLOCK`: for what real processes do on a certain day. */
const { CLOCK = '', ...env } = process.env;
await start(loadConfig(env), { clock: MovableClock.frozen(CLOCK) });
