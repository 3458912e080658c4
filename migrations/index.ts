import { Platform1700000000100 } from './0100-platform.js';

/** Every migration, in order. Forward only: a mistake is mended by the next one. */
export const migrations = [Platform1700000000100];
