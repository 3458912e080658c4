export { serveAssets } from './serve-assets.js';
export { Templates, templatesFolder } from './templates.js';
export { TemplatesModule } from './templates.module.js';
