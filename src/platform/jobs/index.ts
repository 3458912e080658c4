export { HandlesJob, Scheduled } from './handles-job.decorator.js';
export { defineJob, queues, type QueueName } from './job.js';
export { JobQueue } from './job-queue.js';
export { JobsModule } from './jobs.module.js';
export { inLanes, Rounds } from './rounds.js';
export { postgresBackend, redisBackend, type QueueBackend } from './queue-backend.js';
