export { CONFIG, ConfigError, configSchema, loadConfig, type Config } from './config.js';
export { ConfigModule } from './config.module.js';
