import { DomainError } from '../../platform/errors/index.js';

/** A message as a file gives it: every field is there and is text; whether it makes sense is for the act to say. */
export interface ImportedMessage {
  network: string;
  url: string;
  author: { name: string; profileUrl?: string };
  text: string;
  postedAt: string;
}

type Field = 'network' | 'url' | 'authorName' | 'authorUrl' | 'text' | 'postedAt';

/** Field by field, whatever it is called in the file. */
export type FlatMessage = Partial<Record<Field, unknown>>;

/** Columns by their names in small letters without spaces and signs. */
const columns = new Map<string, Field>(
  Object.entries({
    network: ['network', 'сеть', 'соцсеть', 'социальнаясеть'],
    url: ['url', 'link', 'ссылка', 'адрес'],
    authorName: ['authorname', 'author', 'автор', 'имяавтора'],
    authorUrl: ['authorurl', 'authorprofileurl', 'profileurl', 'профиль', 'ссылканаавтора', 'ссылканапрофиль'],
    text: ['text', 'message', 'текст', 'сообщение'],
    postedAt: ['postedat', 'date', 'дата', 'датапубликации'],
  } satisfies Record<Field, string[]>).flatMap(([field, names]) =>
    names.map((name) => [name, field as Field] as const),
  ),
);

/** Russian names of networks, as people write them in tables. */
const networks: Record<string, string> = {
  вк: 'vk',
  вконтакте: 'vk',
  одноклассники: 'ok',
  ок: 'ok',
  фейсбук: 'facebook',
  инстаграм: 'instagram',
  инстаграмм: 'instagram',
  твиттер: 'twitter',
};

const required = ['network', 'url', 'authorName', 'text', 'postedAt'] as const;

/** Names of the columns of a table, for explanations. */
export const columnNames: Record<Field, string> = {
  network: '«сеть»',
  url: '«ссылка»',
  authorName: '«автор»',
  authorUrl: '«профиль»',
  text: '«текст»',
  postedAt: '«дата»',
};

/** Names of the fields in a JSON line, for explanations. */
export const fieldNames: Record<Field, string> = {
  network: 'network',
  url: 'url',
  authorName: 'author.name',
  authorUrl: 'author.profileUrl',
  text: 'text',
  postedAt: 'postedAt',
};

/**
 * Which field each column of a table's header is; null for columns of no interest, which exports have many of.
 * @throws DomainError `import.csv-header` when a column that is needed is missing, or one is there twice.
 */
export function readHeader(names: readonly string[]): (Field | null)[] {
  const fields = names.map(
    (name) =>
      columns.get(
        name
          .normalize('NFC')
          .toLowerCase()
          .replaceAll(/[^\p{L}\d]/gu, ''),
      ) ?? null,
  );
  const missing = required.filter((field) => !fields.includes(field));
  const twice = new Set(fields.filter((field, i) => field !== null && fields.indexOf(field) !== i));
  const errors = [
    ...missing.map((field) => ({ path: field, message: `Нет столбца ${columnNames[field]}` })),
    ...[...twice].map((field) => ({ path: field, message: `Столбец ${columnNames[field as Field]} указан дважды` })),
  ];
  if (errors.length > 0) throw new DomainError('import.csv-header', { errors });
  return fields;
}

/**
 * The fields of a JSON line: as in a request to record a message, or with the author flat, as in a table.
 * @throws DomainError `import.json`, `import.field-type`, `import.field-unknown`.
 */
export function readJson(text: string): FlatMessage {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new DomainError('import.json');
  }
  if (!isObject(parsed)) throw new DomainError('import.json');
  const { network, url, author, text: body, postedAt, ...rest } = parsed;
  if (author === undefined) {
    const { authorName, authorUrl, ...unknown } = rest;
    refuseOthers(unknown);
    return { network, url, authorName, authorUrl, text: body, postedAt };
  }
  refuseOthers(rest);
  if (!isObject(author)) throw new DomainError('import.field-type', { field: 'author' });
  const { name, profileUrl, ...unknown } = author;
  refuseOthers(unknown, 'author.');
  return { network, url, authorName: name, authorUrl: profileUrl, text: body, postedAt };
}

/**
 * Holds the fields to being there and being text.
 * @param names what the file calls them.
 * @throws DomainError `import.field-missing`, `import.field-type`.
 */
export function readMessage(flat: FlatMessage, names: Record<Field, string>): ImportedMessage {
  const value = (field: Field): string => {
    const given = flat[field] ?? '';
    if (typeof given !== 'string') throw new DomainError('import.field-type', { field: names[field] });
    if (field !== 'authorUrl' && given.trim() === '') {
      throw new DomainError('import.field-missing', { field: names[field] });
    }
    return field === 'text' ? given : given.trim();
  };
  const network = value('network').toLowerCase();
  const url = value('url');
  const name = value('authorName');
  const profileUrl = value('authorUrl');
  return {
    network: networks[network] ?? network,
    url,
    author: { name, ...(profileUrl && { profileUrl }) },
    text: value('text'),
    postedAt: value('postedAt'),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refuseOthers(unknown: Record<string, unknown>, prefix = ''): void {
  const [field] = Object.keys(unknown);
  // Cut, for a name may be anything, also somebody's text.
  if (field !== undefined) throw new DomainError('import.field-unknown', { field: (prefix + field).slice(0, 50) });
}
