import type { Provider } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { MailSettings } from './mail-settings.js';
import { BuiltInPost, type Post } from './post.js';
import { SmtpPost } from './smtp-post.js';

/** The way letters leave this installation; null while there is none and they wait. */
export const POST = Symbol('post');

export const postProvider: Provider = {
  provide: POST,
  useFactory: (config: Config, settings: MailSettings, clock: Clock): Post | null => {
    if (settings.transport === 'smtp') return new SmtpPost(config, settings, clock);
    return settings.transport === 'built-in' ? new BuiltInPost() : null;
  },
  inject: [CONFIG, MailSettings, Clock],
};
