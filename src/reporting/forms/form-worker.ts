import { parentPort, workerData } from 'node:worker_threads';
import type { FormTask } from './render-beside.js';

/** The thread's own file: lays out one document and hands its bytes over. Only what is asked for is loaded. */
const { form, document, at } = workerData as FormTask;
const bytes = form === 'pdf' ? await (await import('./pdf-form.js')).pdfForm(document, at) : await (await import('./docx-form.js')).docxForm(document);
// A thread's port knows no origins.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(new Uint8Array(bytes));
