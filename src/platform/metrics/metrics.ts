import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/index.js';
import { routeOf } from '../http/index.js';
import { JobQueue, type QueueName, queues } from '../jobs/index.js';

/** Milliseconds (of the machine) a queue may take to tell its depth. */
const PATIENCE = 2000;

/** Figures of this process for Prometheus: requests, lateness, queues, pool, event loop, memory. */
@Injectable()
export class Metrics implements OnModuleDestroy {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;
  private readonly lateness: Histogram;
  private readonly openStreams: Gauge;
  readonly contentType = this.registry.contentType;

  constructor(host: HttpAdapterHost, jobs: JobQueue, db: Database) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of requests by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.lateness = new Histogram({
      name: 'otklik_deadline_lateness_seconds',
      help: 'How long after its moment a warning or a passing of a deadline was recorded',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 60, 600],
      registers,
    });
    this.openStreams = new Gauge({ name: 'otklik_event_streams', help: 'Open streams of server-sent events', registers });
    const queueDepths = new Gauge({ name: 'otklik_queue_jobs', help: 'Jobs by queue and state', labelNames: ['queue', 'state'], collect: collectQueues(jobs), registers: [] });
    const connections = new Gauge({
      name: 'otklik_database_connections',
      help: 'Connections of the pool: open, idle; waiting: requests for one',
      labelNames: ['state'],
      registers: [],
      collect() {
        for (const [state, count] of Object.entries(db.poolUse())) this.set({ state }, count);
      },
    });
    this.registry.registerMetric(queueDepths);
    this.registry.registerMetric(connections);
    // Fastify gathers the hooks of a route when it starts to listen, so the order of registration does not matter.
    host.httpAdapter.getInstance<FastifyInstance>().addHook('onResponse', async (request, reply) => {
      // A stream lasts as long as somebody listens: it says nothing of how quick answers are.
      if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
      this.requests.observe({ method: request.method, route: routeOf(request), status: reply.statusCode }, reply.elapsedTime / 1000);
    });
  }

  /** Records how late a mark of a deadline was recorded, milliseconds of the application's clock. */
  deadlineFired(latenessMs: number): void {
    this.lateness.observe(Math.max(0, latenessMs) / 1000);
  }

  /** Tells how many streams of server-sent events are open. */
  streams(open: number): void {
    this.openStreams.set(open);
  }

  /** All figures in Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  onModuleDestroy(): void {
    this.registry.clear();
  }
}

/** A queue that does not answer shows no figures; the others do. */
function collectQueues(jobs: JobQueue): (this: Gauge<'queue' | 'state'>) => Promise<void> {
  return async function collect() {
    this.reset();
    await Promise.all(
      (Object.keys(queues) as QueueName[]).map(async (queue) => {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<null>((done) => {
          timer = setTimeout(() => done(null), PATIENCE);
        });
        const counts = await Promise.race([jobs.queue(queue).getJobCounts('waiting', 'active', 'delayed', 'failed').catch(() => null), late]);
        clearTimeout(timer);
        for (const [state, count] of Object.entries(counts ?? {})) this.set({ queue, state }, count);
      }),
    );
  };
}
