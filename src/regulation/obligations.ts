import type { Obligation } from './obligation.types.js';
import { directoryObligations } from './obligations-directory.js';
import { messageObligations } from './obligations-messages.js';
import { mediaObligations } from './obligations-media.js';
import type { Term } from './term.js';

/** Every obligation of the decree that has a term. */
export const obligations = { ...messageObligations, ...directoryObligations, ...mediaObligations };

export type ObligationKey = keyof typeof obligations;

export const obligationKeys = Object.keys(obligations) as [ObligationKey, ...ObligationKey[]];

/** The obligation of a key, by its common type. */
export const obligation = (key: ObligationKey): Obligation => obligations[key];

/** M-8.1 and its like: past due they are not overdue, for nothing may have been owed. */
export const conditionalKeys: readonly ObligationKey[] = obligationKeys.filter((key) => obligation(key).conditional);

/** The terms of the decree itself. */
export const decreedTerms = (): Record<ObligationKey, Term> =>
  Object.fromEntries(obligationKeys.map((key) => [key, obligation(key).term])) as Record<ObligationKey, Term>;
