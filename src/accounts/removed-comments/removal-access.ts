import { type Actor, hasRole } from '../../identity/index.js';
import type { RemovedComment } from './removed-comment.entity.js';

type Owned = Pick<RemovedComment, 'authorityId'>;

/** Who removes comments there: the authority on its own accounts, the committee on the Government's. */
export const keeps = (actor: Actor, { authorityId }: Owned): boolean =>
  authorityId === null ? hasRole(actor, 'committee') : hasRole(actor, 'executor') && actor.authorityId === authorityId;

/** The committee, which coordinates how all accounts are kept, reads everybody's; an authority its own. */
export const sees = (actor: Actor, row: Owned): boolean => hasRole(actor, 'committee') || keeps(actor, row);

/** The clause a removal rests on. */
export const clauseOf = ({ authorityId }: Owned): string => (authorityId === null ? 'A-2.7' : 'A-3.6');
