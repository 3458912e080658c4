export { Robots } from './robots.js';
export { SafeFetch } from './safe-fetch.js';
export { SafeFetchModule } from './safe-fetch.module.js';
