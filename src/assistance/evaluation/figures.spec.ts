import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Model } from '../screening/model.js';
import { figuresOf, markdown } from './figures.js';
import { foldOf, isHeldOut, type LabelledText, readLabelled } from './labelled.js';
import { trainModel } from './train-model.js';

const rude = ['слышь дебил', 'вот уроды', 'тупые твари', 'все сволочи', 'ну и мрази', 'эти гады врут', 'какие идиоты'];
const decent = ['когда откроют школу', 'нет горячей воды', 'фонарь не горит', 'где автобус', 'уберите снег', 'спасибо врачам', 'дорога в ямах'];
const rows: LabelledText[] = [...rude, ...decent].flatMap((text, index) =>
  Array.from({ length: 12 }, (_, copy) => ({ id: `${index}-${copy}`, text: `${text} ${copy} ${'дом улица двор'.split(' ')[copy % 3]}${copy}`, source: 'ours', label: index < rude.length ? 'toxic' : copy % 2 ? 'citizen' : 'non-toxic' })),
);

test('the same texts give the same model, which tells rude from decent and keeps no text', () => {
  const file = trainModel(rows, () => false);
  expect(trainModel(rows, () => false)).toEqual(file);
  expect(new Model(file).threshold).toBe(file.threshold);
  expect(Buffer.from(file.weights, 'base64').toString('utf8')).not.toContain('дебил');
});

test('a text is in one fold whatever its id and whoever is addressed, and a fifth is held out', () => {
  expect(foldOf('[id5|Имя], нет воды')).toBe(foldOf('Нет воды!'));
  const heldOut = Array.from({ length: 2000 }, (_, index) => `вопрос ${'абвгдежзиклмнопрст'[index % 18]}${index.toString(36).replaceAll(/\d/g, 'ю')}`).filter((text) => isHeldOut(text)).length;
  expect(heldOut).toBeGreaterThan(250);
  expect(heldOut).toBeLessThan(550);
});

test('figures count what is found, by source, ground and rule', () => {
  const labelled: LabelledText[] = [
    { id: '1', text: 'Вы пиzдец какие уроды', source: 'a', label: 'toxic', ground: 'obscene-or-insulting' },
    { id: '2', text: 'Хорошая погода была в среду', source: 'a', label: 'non-toxic' },
    { id: '3', text: 'Когда починят лифт на Ленина, 5?', source: 'b', label: 'citizen' },
    { id: '4', text: 'В настоящее время ведётся работа.', source: 'c', kind: 'reply' },
  ];
  const tables = figuresOf(labelled);
  expect(tables.find(({ title }) => title === 'Screening: toxic comments')?.rows[1]).toMatchObject({ recall: '100.0 %', precision: '100.0 %', 'citizens held back (M-4)': '0 of 1 (0.0 %)' });
  expect(tables.find(({ title }) => title === 'Screening by ground')?.rows).toEqual([{ ground: 'obscene-or-insulting', texts: 1, 'with any suggestion': '1', 'with this one': '1' }]);
  expect(tables.find(({ title }) => title.startsWith('Style'))?.rows.map(({ rule }) => rule)).toEqual(['no-date', 'no-greeting', 'no-measure', 'officialese']);
  expect(markdown(tables[0] as never)).toContain('| recall |');
});

test('a labelled file is read line by line, and a bad line is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'otklik-labelled-'));
  const file = join(folder, 'texts.jsonl');
  await writeFile(file, '{"id":"1","text":"Нет воды","extra":1}\n\n{"id":"2"}\n');
  await expect(readLabelled([file])).rejects.toThrow(/texts\.jsonl:3/);
  await writeFile(file, '{"id":"1","text":"Нет воды","extra":1}\n\n');
  await expect(readLabelled([file])).resolves.toEqual([{ id: '1', text: 'Нет воды', source: '—' }]);
  await rm(folder, { recursive: true });
});
