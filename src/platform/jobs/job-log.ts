/** Where the queues report; the product's logger. */
export interface JobLog {
  warn(message: string): void;
  error(message: string): void;
}

export const JOB_LOG = Symbol('job-log');
