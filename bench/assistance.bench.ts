import { screen, styleFindings } from '../src/assistance/index.js';
import { demoMessages } from '../src/demo/data/index.js';
import { type BenchOptions, type Figure, round } from './support/figure.js';

/** What a plain list does: split, look up each word. */
const list = new Set('дебил дебилы идиот идиоты тварь твари урод уроды скотина мразь сволочь козлы дура дурак гнида гниды подла падла сука суки говно жопа хер'.split(' '));
const plainList = (text: string): boolean => text.toLowerCase().split(/[^а-яё]+/u).some((word) => list.has(word));

/** Texts a second: screening and style against a look-up of every word in a plain list. */
export async function benchAssistance({ quick }: BenchOptions): Promise<Figure[]> {
  const texts = demoMessages.map(({ text }) => text);
  const replies = demoMessages.flatMap(({ reply }) => reply ?? []);
  const ms = quick ? 50 : 1000;
  const peer = perSecond(texts, plainList, ms);
  const figure = (name: string, ours: number): Figure => ({
    part: 'assistance', name, values: { oursPerSecond: round(ours), listPerSecond: round(peer), ratio: round(ours / peer) }, target: null, met: null,
  });
  return [
    figure('screening of a message (170 letters)', perSecond(texts, screen, ms)),
    figure('style of a reply (300 letters)', perSecond(replies, (text) => styleFindings(text, 'reply'), ms)),
  ];
}

/** The best of three rounds. */
function perSecond(texts: readonly string[], run: (text: string) => unknown, ms: number): number {
  let best = 0;
  for (let round = 0; round < 3; round += 1) {
    const started = performance.now();
    let [done, elapsed] = [0, 0];
    while (elapsed < ms) {
      for (const text of texts) run(text);
      done += texts.length;
      elapsed = performance.now() - started;
    }
    best = Math.max(best, (done * 1000) / elapsed);
  }
  return best;
}
