import { v5 } from 'uuid';

/** Never changes: the ids of every installation's reference data follow from it. */
const NAMESPACE = '5b0f6a0e-77aa-4c5e-8d0b-2f4d4a6f1c77';

/*
 * Reference data have the same ids in every installation, so that links, exports, the demo and the tests can name
 * them by code.
 */

/** Id of a seeded authority, by its code. */
export const authorityId = (code: string): string => v5(`authority:${code}`, NAMESPACE);

/** Id of a seeded edition of the topics, by its code. */
export const topicEditionId = (edition: string): string => v5(`topic-edition:${edition}`, NAMESPACE);

/** Id of a seeded group of topics, by edition and code. */
export const topicGroupId = (edition: string, code: string): string => v5(`topic-group:${edition}:${code}`, NAMESPACE);

/** Id of a seeded topic, by edition and code. */
export const topicId = (edition: string, code: string): string => v5(`topic:${edition}:${code}`, NAMESPACE);

/** Id of a seeded location, by its 8-digit OKTMO. */
export const locationId = (oktmo: string): string => v5(`location:${oktmo}`, NAMESPACE);
