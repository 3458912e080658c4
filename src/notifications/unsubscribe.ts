import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/index.js';
import { SecretBox } from '../platform/secrets/index.js';
import { Preferences } from './preferences.js';

/** What one click ends. */
export type Subscription = 'digest' | 'morning';

const PURPOSE = 'mail.unsubscribe';

/** Links that end digests or morning lists without signing in (RFC 8058). They last: an old letter must not refuse it. */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly box: SecretBox,
    private readonly preferences: Preferences,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The signed address for a user. */
  async link(userId: string, what: Subscription): Promise<string> {
    const signature = this.box.sign(`${userId}:${what}`, PURPOSE).subarray(0, 16).toString('base64url');
    return `${this.config.PUBLIC_URL.replace(/\/$/, '')}/api/v1/unsubscribe/${what}.${userId}.${signature}`;
  }

  /** Whose and what a token names; null when it is not ours. */
  read(token: string): { userId: string; what: Subscription } | null {
    const [, what, userId, signature] = /^(digest|morning)\.([0-9a-f-]{36})\.([\w-]{22})$/.exec(token) ?? [];
    if (!what || !userId || !signature) return null;
    const signed = this.box.isSigned(`${userId}:${what}`, PURPOSE, Buffer.from(signature, 'base64url'));
    return signed ? { userId, what: what as Subscription } : null;
  }

  /** Ends it; asking twice does no harm. */
  execute({ userId, what }: { userId: string; what: Subscription }): Promise<void> {
    return this.preferences.change(userId, what === 'digest' ? { digest: [] } : { morning: false });
  }
}
