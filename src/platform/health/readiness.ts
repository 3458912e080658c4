import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { Canary } from './canary.js';
import { type HealthWarning, HealthWarnings } from './health-warnings.js';

/** Seconds after which a silent canary means that no worker answers; it is sent every 15. */
export const CANARY_SECONDS = 60;
/** Milliseconds (of the machine) a check may take. */
const PATIENCE = 3000;

/** One thing readiness depends on. */
export interface Check {
  ok: boolean;
  /** What is wrong and what to do, in English. */
  detail?: string;
}

export interface Readiness {
  status: 'ready' | 'not-ready';
  role: Config['ROLE'];
  checks: Record<'database' | 'migrations' | 'queue' | 'worker', Check>;
  warnings: HealthWarning[];
}

/** Whether this process can serve: database, schema, queue, and somebody who works the queue off. */
@Injectable()
export class ReadinessCheck {
  private readonly logger = new Logger('Health');
  private running: Promise<Readiness> | null = null;
  private last: Readiness['status'] | null = null;

  constructor(
    private readonly db: Database,
    private readonly canary: Canary,
    private readonly warnings: HealthWarnings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Checks now; callers that ask at the same time share one check, for the route is open to everybody. */
  check(): Promise<Readiness> {
    this.running ??= this.carryOut().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async carryOut(): Promise<Readiness> {
    const [database, migrations, queue, worker, warnings] = await Promise.all([
      attempt('The database does not answer', async () => void (await this.db.row('SELECT 1'))),
      attempt('The database does not answer', async () => {
        const pending = await this.db.pendingMigrations();
        return pending.length === 0 ? undefined : `Migrations are pending: ${pending.join(', ')}. Run \`npm run migrate\` or restart a process`;
      }),
      attempt('The queue does not take jobs', async () => ((await this.canary.send()) ? undefined : 'The queue does not take jobs')),
      attempt('The database does not answer', async () => silence(await this.canary.age())),
      this.warnings.list(),
    ]);
    const checks = { database, migrations, queue, worker };
    const status = Object.values(checks).every((check) => check.ok) ? 'ready' : 'not-ready';
    if (status !== this.last) {
      const faults = Object.values(checks).flatMap((check) => check.detail ?? []);
      if (status === 'ready') this.logger.log('Ready');
      else this.logger.warn(`Not ready: ${[...new Set(faults)].join('; ')}`);
      this.last = status;
    }
    return { status, role: this.config.ROLE, checks, warnings };
  }
}

function silence(age: number | null): string | undefined {
  if (age === null) return 'No worker has answered yet on this installation: start a process with ROLE=worker or ROLE=all';
  if (age < CANARY_SECONDS) return undefined;
  return `No worker has answered for ${Math.round(age)} seconds: see to the processes with ROLE=worker or ROLE=all`;
}

/** Runs a check that returns what is wrong; a failure or no answer in time is `otherwise`. */
async function attempt(otherwise: string, check: () => Promise<string | undefined | void>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => done(`${otherwise} within ${PATIENCE} ms`), PATIENCE);
  });
  try {
    const detail = await Promise.race([check(), late]);
    return detail ? { ok: false, detail } : { ok: true };
  } catch {
    return { ok: false, detail: otherwise };
  } finally {
    clearTimeout(timer);
  }
}
