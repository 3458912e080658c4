import { Inject, Injectable } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { CONFIG, type Config } from '../platform/config/index.js';
import { newSecret } from '../platform/ids/index.js';

/** Passes that make `memoryKib` as strong as OWASP's recommended 19 MiB with two. */
const passes = (memoryKib: number): number => {
  if (memoryKib >= 19_456) return 2;
  if (memoryKib >= 12_288) return 3;
  return memoryKib >= 9_216 ? 4 : 5;
};

/** Hashes passwords with argon2id (the library's default) and compares them. */
@Injectable()
export class Passwords {
  private readonly options: { memoryCost: number; timeCost: number; parallelism: number };
  private dummy: Promise<string> | undefined;

  constructor(@Inject(CONFIG) config: Config) {
    const memoryCost = config.ARGON2_MEMORY_KIB;
    this.options = { memoryCost, timeCost: passes(memoryCost), parallelism: 1 };
  }

  /** The hash to keep. */
  hash(password: string): Promise<string> {
    return hash(normal(password), this.options);
  }

  /** Whether the password fits the hash; without a hash (nobody has that e-mail) takes as long and answers no. */
  async verify(kept: string | null, password: string): Promise<boolean> {
    if (kept?.startsWith('$argon2')) return verify(kept, normal(password));
    this.dummy ??= this.hash(newSecret());
    await verify(await this.dummy, normal(password));
    return false;
  }

  /** Whether a hash was made with other parameters than those of now. */
  isOutdated(kept: string): boolean {
    const { memoryCost, timeCost } = parseOptions(kept);
    return memoryCost !== this.options.memoryCost || timeCost !== this.options.timeCost;
  }
}

/** The same password typed on another system is the same text. */
const normal = (password: string): string => password.normalize('NFKC');
