export { createLogger, NestLogger } from './logger.js';
export { maskError } from './mask.js';
export { requestId } from './request-id.js';
