export { serveOpenApi } from './routes.js';
