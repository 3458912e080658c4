export { newId, newSecret, sha256 } from './ids.js';
