import { count } from './variable.js';

/** How the networks are listened to, and how long what was found is kept. */
export const intakeVariables = {
  /** How often what is lively is read, seconds; what is quiet is read less often. */
  INTAKE_POLL_SECONDS: count(5, 3600).default(60),
  /** How long a post of an official account is listened to after its last new comment, days. */
  INTAKE_POST_DAYS: count(1, 365).default(30),
  /** How long a message that nobody decides about stays in the queue, days. */
  INTAKE_QUEUE_DAYS: count(1, 365).default(30),
  /** How long text and author of a dismissed message are kept, days. */
  INTAKE_DISMISSED_DAYS: count(1, 3650).default(90),
};
