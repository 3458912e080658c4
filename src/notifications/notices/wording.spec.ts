import { expect, it } from '@jest/globals';
import { beginning } from './wording.js';

it.each([
  ['Где автобус?', 20, 'Где автобус?'],
  ['В посёлке нет прививок два месяца. Когда будут?', 38, 'В посёлке нет прививок два месяца…'],
  ['Яма\nна  Ленина, 5, уже год', 16, 'Яма на Ленина…'],
])('the beginning of %j', (text, longest, words) => expect(beginning(text, longest)).toBe(words));
