export { openApiDocument } from './document.js';
export { serveOpenApi } from './routes.js';
