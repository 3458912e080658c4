import type { RecordIncidents } from '../../incidents/index.js';
import type { Candidate } from './candidate.entity.js';

type Message = Parameters<RecordIncidents['executeMany']>[1][number];

/** A message the network gives no words or no author of still becomes an incident somebody can open by its link. */
const [NO_TEXT, NO_AUTHOR] = ['(без текста: откройте сообщение по ссылке)', 'Автор не указан'];

/** A candidate as an incident is recorded: link, author, text and moment as they were found (M-6). */
export const messageOf = ({ network, url, text, authorName, authorUrl, postedAt }: Candidate): Message => ({
  network, url, postedAt, text: text.trim() === '' ? NO_TEXT : text,
  author: { name: authorName.trim() === '' ? NO_AUTHOR : authorName, profileUrl: authorUrl },
});
