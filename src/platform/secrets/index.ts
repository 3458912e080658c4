export { SealError, SecretBox } from './secret-box.js';
export { SecretsModule } from './secrets.module.js';
