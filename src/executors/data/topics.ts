import type { TopicsEditionSeed } from './topic.types.js';
import { topicGroups1 } from './topics-1.js';
import { topicGroups2 } from './topics-2.js';

export type { TopicsEditionSeed } from './topic.types.js';

/**
 * Topics and groups of topics (M-6). No federal official list was found: regions use their own editions of one
 * list, so the catalogue is kept by editions.
 * Source: mathewpolonsky/Request-Topic-Classification, 2023-12-23.
 */
export const topicsEdition: TopicsEditionSeed = {
  id: 'incident-management-perm-2023',
  description:
    'Группы тем и темы, которые встречались в сообщениях «Инцидент Менеджмент» Пермского края в 2023 году',
  groups: [...topicGroups1, ...topicGroups2],
};
