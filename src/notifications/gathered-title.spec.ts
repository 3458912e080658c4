import { expect, it } from '@jest/globals';
import { gatheredTitle } from './gathered-title.js';

const some = (letter: string, ...numbers: (number | null)[]) => numbers.map((number) => ({ letter, number }));

it.each([
  ['kinds and numbers', [...some('assignment', 214, 201, 199), ...some('term-warning', 214, 201)], '3 поручения, 2 напоминания: № 214, 201, 199'],
  ['what has no number', some('note', null, null), '2 уведомления'],
  ['more numbers than fit', some('assignment', 1, 2, 3, 4, 5, 6, 7), '7 поручений: № 1, 2, 3, 4, 5 и ещё 2'],
  ['more kinds than fit', [...some('note', null), ...some('assignment', 1), ...some('returned', 2), ...some('consolidate', 3), ...some('remarks', 1)], '1 поручение, 1 возврат, 1 сводный ответ и ещё 2: № 1, 2, 3'],
  ['two sides of passed terms', [...some('term-passed', 1), ...some('term-missed', 2)], '2 истёкших срока: № 1, 2'],
])('%s', (_, things, title) => expect(gatheredTitle(things)).toBe(title));
