import type { DemoMessage } from './message.types.js';
import { messages1 } from './messages-1.js';
import { messages2 } from './messages-2.js';
import { messages3 } from './messages-3.js';
import { messages4 } from './messages-4.js';
import { messages5 } from './messages-5.js';
import { messages6 } from './messages-6.js';
import { messages7 } from './messages-7.js';
import { messages8 } from './messages-8.js';
import { messages9 } from './messages-9.js';
import { messages10 } from './messages-10.js';

/** 200 invented messages as people of Khabarovsk Krai might write them. */
export const demoMessages: readonly DemoMessage[] = [
  ...messages1,
  ...messages2,
  ...messages3,
  ...messages4,
  ...messages5,
  ...messages6,
  ...messages7,
  ...messages8,
  ...messages9,
  ...messages10,
];
