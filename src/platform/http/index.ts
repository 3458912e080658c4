export { checkVersion, ETagInterceptor, IfMatch } from './etag.js';
export { registerHooks } from './hooks.js';
export { NotIdempotent } from './idempotency.js';
export { instant, isoOffset } from './instants.js';
export { decodeCursor, encodeCursor, pageOf, pageQuery, toPage, type Page } from './paging.js';
export { ProblemFilter, type Problem } from './problem.filter.js';
export { RequestLog, routeOf } from './request-log.js';
export { invalid, validationPipe } from './validation.js';
export { HttpModule } from './http.module.js';
