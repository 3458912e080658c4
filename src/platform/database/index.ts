export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export { dataSourceOptions, migrate } from './data-source.js';
export { startEmbeddedPostgres, type LocalPostgres } from './embedded-postgres.js';
export { openDatabaseServer } from './server.js';
export { SqlFilter } from './sql-filter.js';
