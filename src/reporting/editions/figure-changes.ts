import type { Count, Figures, Supplement, TermRow, Totals } from '../figures/figures.types.js';

/** One figure that is not what it was. */
export interface FigureChange {
  figure: string;
  was: number;
  now: number;
}

const totalNames: Record<keyof Totals, string> = {
  received: 'Поступило сообщений',
  declined: 'Отклонено',
  merged: 'Присоединено к другим',
  closed: 'Дан окончательный ответ',
  underWay: 'Остаются в работе',
  interim: 'Опубликовано промежуточных ответов',
  final: 'Опубликовано окончательных ответов',
  kept: 'Сроков соблюдено',
  broken: 'Сроков нарушено',
};

/** Figures of one kind under the names they have. */
type Named = readonly (readonly [key: string, name: string, value: number])[];

const counts = (title: string, list: readonly Count[]): Named => list.map(({ key, name, count }) => [`${title} ${key}`, `${title}: ${name}`, count]);

const terms = (list: readonly TermRow[]): Named =>
  list.flatMap(({ obligation, title, authority, kept, late, overdue }) => {
    const [key, name] = [`${obligation} ${authority?.id ?? ''}`, authority ? `${title}, ${authority.name}` : title];
    return [[`${key} kept`, `${name}: соблюдено`, kept], [`${key} late`, `${name}: с опозданием`, late], [`${key} overdue`, `${name}: не исполнено`, overdue]] as const;
  });

/** Numbers of the second part, row by row: a row is known by its first cell. */
const supplement = ({ key, title, columns, rows }: Supplement): Named =>
  rows.flatMap(([first = '', ...cells]) =>
    cells.flatMap((cell, i) => (typeof cell === 'number' ? [[`${key} ${first} ${i}`, `${title}: ${first}${columns.length > 2 ? `, ${columns[i + 1]}` : ''}`, cell] as const] : [])),
  );

const allOf = (figures: Figures): Named => [
  ...(Object.keys(totalNames) as (keyof Totals)[]).map((name) => [name, totalNames[name], figures.totals[name]] as const),
  ['waiting', 'Без окончательного ответа на исходный момент', figures.waiting.count],
  ...counts('Состояние', figures.states),
  ...counts('Основание отклонения', figures.grounds),
  ...counts('Социальная сеть', figures.networks),
  ...counts('Группа тем', figures.topicGroups),
  ...counts('Тема', figures.topics),
  ...counts('Населённый пункт', figures.locations),
  ...figures.authorities.map(({ id, name, received }) => [`authority ${id}`, `Орган: ${name}`, received] as const),
  ...terms(figures.terms),
  ...terms(figures.bearers),
  ...figures.supplements.flatMap(supplement),
];

/** What changed between two sets of figures of one period: what a curator looks at after forming a draft anew. */
export function figureChanges(was: Figures | null, now: Figures): FigureChange[] {
  if (!was) return [];
  const [before, after] = [allOf(was), allOf(now)].map((all) => new Map(all.map(([key, name, value]) => [key, { name, value }]))) as [Map<string, { name: string; value: number }>, Map<string, { name: string; value: number }>];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [old, fresh] = [before.get(key), after.get(key)];
    const [from, to] = [old?.value ?? 0, fresh?.value ?? 0];
    return from === to ? [] : [{ figure: fresh?.name ?? old?.name ?? key, was: from, now: to }];
  });
}
