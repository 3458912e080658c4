export { decodeCursor, encodeCursor, pageOf, pageQuery, toPage, type Page } from './paging.js';
export { ProblemFilter, type Problem } from './problem.filter.js';
export { invalid, validationPipe } from './validation.js';
export { HttpModule } from './http.module.js';
