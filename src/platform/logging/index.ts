export { createLogger, NestLogger } from './logger.js';
export { maskError, maskFields, maskText, maskValue } from './mask.js';
export { requestId } from './request-id.js';
