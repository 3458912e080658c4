import { Global, Logger, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { keyFromFile } from './key-file.js';
import { SecretBox } from './secret-box.js';

type Keys = Pick<Config, 'SECRET_KEY' | 'SECRET_KEY_PREVIOUS' | 'VAR_DIR'>;

/** The box of SECRET_KEY, or of the key kept in VAR_DIR. */
export async function openSecretBox(config: Keys): Promise<SecretBox> {
  const previous = config.SECRET_KEY_PREVIOUS ? [Buffer.from(config.SECRET_KEY_PREVIOUS, 'base64')] : [];
  if (config.SECRET_KEY) return new SecretBox([Buffer.from(config.SECRET_KEY, 'base64'), ...previous]);
  const { key, made } = await keyFromFile(config.VAR_DIR);
  if (made) {
    new Logger('Secrets').warn(
      'SECRET_KEY is not set: a key was made in VAR_DIR/secret.key. Back it up; other machines need the same key.',
    );
  }
  return new SecretBox([key, ...previous]);
}

/** Encryption of secrets at rest. */
@Global()
@Module({
  providers: [{ provide: SecretBox, useFactory: openSecretBox, inject: [CONFIG] }],
  exports: [SecretBox],
})
export class SecretsModule {}
