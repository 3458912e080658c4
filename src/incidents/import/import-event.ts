import type { NewEvent } from '../../platform/events/index.js';
import type { ImportJob } from './import-job.entity.js';

/** A step of an import for the history and for whoever listens; curators see it. */
export function importEvent(
  type: string,
  job: ImportJob,
  at: Date,
  by: Pick<NewEvent, 'actorId' | 'channel'> | null = null,
): NewEvent {
  const { id, userId, state, reason, linesRead, recorded, duplicates, failed } = job;
  return {
    type,
    stream: 'import',
    streamId: id,
    toState: state,
    actorId: by ? by.actorId : userId,
    actorRole: 'curator',
    channel: by ? by.channel : 'import',
    details: { linesRead, recorded, duplicates, failed, ...(reason && { reason }) },
    roles: ['curator'],
    at,
  };
}
