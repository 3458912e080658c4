import { Worker } from 'node:worker_threads';
import type { ReportDocument } from '../document/report-document.js';

/** A form whose layout takes seconds of computing. */
export interface FormTask {
  form: 'pdf' | 'docx';
  document: ReportDocument;
  /** Moment written into the file. */
  at: Date;
}

/** Threads run what is compiled, also when the sources themselves run, as in the tests. */
const FILE = import.meta.url.endsWith('.ts') ? '../../../dist/src/reporting/forms/form-worker.js' : './form-worker.js';

/** Renders in a thread of its own: meanwhile requests are answered and terms pass on time. @throws Error of the rendering. */
export function renderBeside(task: FormTask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(FILE, import.meta.url), { workerData: task });
    thread.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The form was not rendered: the thread ended with ${code}`)));
  });
}
