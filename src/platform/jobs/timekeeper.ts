import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { CronJob } from 'cron';
import type { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config/index.js';
import { timetable, type TaskName } from '../schedule.js';
import { Scheduled } from './handles-job.decorator.js';
import { JOB_LOG, type JobLog } from './job-log.js';
import { MarkedMethods } from './marked-methods.js';
import { Turns } from './turns.js';

type Task = () => Promise<unknown>;

/**
 * Runs the timetable in processes whose ROLE is `worker` or `all`: one run of a task at a time in the installation. A task that
 * says `true` has more to do and is called again behind those that wait: one backlog never holds up the others.
 */
@Injectable()
export class Timekeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private stopping = false;
  /**
   * A task holds a connection for its lock and needs more for its work: were all that are due at one moment to take the first
   * and wait for the second, the pool would stand still for ever.
   */
  private readonly turns: Turns;
  private known = new Map<string, Task>();

  constructor(
    private readonly methods: MarkedMethods,
    private readonly registry: SchedulerRegistry,
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(JOB_LOG) private readonly log: JobLog,
  ) {
    this.turns = new Turns(Math.max(1, Math.floor(config.DATABASE_POOL / 4)));
  }

  onApplicationBootstrap(): void {
    this.known = this.tasks();
    if (this.config.ROLE === 'api') return;
    for (const [name, when] of Object.entries(timetable) as [TaskName, { everySeconds: number } | { cron: string }][]) {
      const run = () => void this.now(name);
      if ('everySeconds' in when) {
        const timer = setInterval(run, when.everySeconds * 1000);
        this.registry.addInterval(name, timer);
      } else {
        const job = CronJob.from({ cronTime: when.cron, onTick: run, timeZone: this.config.TIME_ZONE });
        this.registry.addCronJob(name, job);
        job.start();
      }
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const name of this.registry.getIntervals()) this.registry.deleteInterval(name);
    await Promise.all(this.running);
  }

  /** Runs a task as if its time had come; not at all when it is still under way or waits for its turn here. */
  now(name: TaskName): Promise<void> {
    const task = this.known.get(name) as Task;
    if (this.stopping) return Promise.resolve();
    const run: Promise<void> = this.toItsEnd(name, task)
      .catch((error: Error) => this.log.error(`Task ${name} failed: ${error.message}`))
      .finally(() => this.running.delete(run));
    this.running.add(run);
    return run;
  }

  private async toItsEnd(name: TaskName, task: Task): Promise<void> {
    while (!this.stopping && (await this.turns.take(name, async () => !this.stopping && (await this.underLock(name, task)))));
  }

  /** @returns whether the task has more to do. */
  private async underLock(name: TaskName, task: Task): Promise<boolean> {
    const lock = this.dataSource.createQueryRunner();
    try {
      const [{ taken }] = (await lock.query(`SELECT pg_try_advisory_lock(hashtext($1)) AS taken`, [`task:${name}`])) as [{ taken: boolean }];
      if (!taken) return false;
      try {
        return (await task()) === true;
      } finally {
        await lock.query(`SELECT pg_advisory_unlock(hashtext($1))`, [`task:${name}`]);
      }
    } finally {
      await lock.release();
    }
  }

  private tasks(): Map<string, Task> {
    const tasks = new Map<string, Task>();
    for (const { mark, call } of this.methods.find<string, Task>(Scheduled)) {
      if (tasks.has(mark)) throw new Error(`Task ${mark} is scheduled twice`);
      if (!(mark in timetable)) throw new Error(`Task ${mark} is not in the timetable`);
      tasks.set(mark, call);
    }
    for (const name of Object.keys(timetable)) if (!tasks.has(name)) throw new Error(`Task ${name} of the timetable has no method`);
    return tasks;
  }
}
