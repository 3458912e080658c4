import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config, ConfigError } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { systemActor } from './actor.js';
import { CreateUser } from './create-user.js';
import { UserRules } from './user-rules.js';

/** Lets somebody in at all: the administrator of ADMIN_EMAIL and ADMIN_PASSWORD, while there is no user yet. */
@Injectable()
export class FirstAdministrator implements OnApplicationBootstrap {
  private readonly logger = new Logger('Identity');

  constructor(
    private readonly db: Database,
    private readonly rules: UserRules,
    private readonly createUser: CreateUser,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws ConfigError when ADMIN_PASSWORD does not meet the password policy. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.demo || (await this.hasUsers())) return;
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = this.config;
    if (!email || !password) {
      this.logger.warn('There is no user yet: start with ADMIN_EMAIL and ADMIN_PASSWORD set to get an administrator');
      return;
    }
    const made = await this.db.transaction(async () => {
      // Several processes may start at once; the lock lasts until the commit.
      await this.rules.lock();
      return (await this.hasUsers()) ? false : this.create(email, password);
    });
    if (made) this.logger.log('The first administrator was created');
  }

  private async create(email: string, password: string): Promise<boolean> {
    try {
      const person = { email, password, surname: 'Администратор', name: 'Системы' };
      await this.createUser.execute(systemActor, { ...person, roles: ['admin'] });
      return true;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'password.weak') throw error;
      const why = [...(error.details['reasons'] as string[])].join(', ');
      const least = `at least ${this.config.PASSWORD_MIN_LENGTH} characters`;
      throw new ConfigError(`Configuration error: ADMIN_PASSWORD: too weak (${why}; ${least})`);
    }
  }

  private async hasUsers(): Promise<boolean> {
    return (await this.db.row(`SELECT 1 FROM user_account LIMIT 1`)) !== null;
  }
}
