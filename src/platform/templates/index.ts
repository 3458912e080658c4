export { serveAssets } from './serve-assets.js';
export { Templates } from './templates.js';
export { TemplatesModule } from './templates.module.js';
