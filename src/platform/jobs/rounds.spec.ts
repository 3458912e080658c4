import { describe, expect, it } from '@jest/globals';
import { inLanes, Rounds } from './rounds.js';

describe('rounds', () => {
  it('run one at a time; any number of wishes meanwhile are one more', async () => {
    let [under, most, done] = [0, 0, 0];
    const gates: (() => void)[] = [];
    const rounds = new Rounds(async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise<void>((open) => gates.push(open));
      under -= 1;
      done += 1;
      return { count: 2 };
    });
    const all = [rounds.run(), rounds.run(), rounds.run()];
    gates.shift()?.();
    await Promise.resolve();
    await new Promise(setImmediate);
    gates.shift()?.();
    expect([await Promise.all(all), most, done]).toEqual([[4, 4, 4], 1, 2]);
    const later = rounds.run();
    gates.shift()?.();
    expect(await later).toBe(2);
  });

  it('go on while there is more, and can be asked for again after a failure', async () => {
    const results: ({ count: number; more?: boolean } | Error)[] = [{ count: 1, more: true }, { count: 1 }, new Error('away'), { count: 5 }];
    const rounds = new Rounds(async () => {
      const next = results.shift();
      if (!next || next instanceof Error) throw next ?? new Error('too many');
      return next;
    });
    expect(await rounds.run()).toBe(2);
    await expect(rounds.run()).rejects.toThrow('away');
    expect(await rounds.run()).toBe(5);
  });

  it('once is one round that says whether there is more, unless somebody asks for all of it meanwhile', async () => {
    const results = [{ count: 1, more: true }, { count: 1 }, { count: 1, more: true }, { count: 1, more: true }, { count: 1 }];
    const rounds = new Rounds(async () => results.shift() ?? { count: 0 });
    expect(await rounds.once()).toBe(true);
    expect(await rounds.once()).toBe(false);
    const turn = rounds.once();
    const whole = rounds.run();
    expect(await rounds.once()).toBe(false);
    expect([await turn, await whole, results.length]).toEqual([false, 3, 0]);
  });

  it('a lane that fails stops no other, and is told', async () => {
    const work = [1, 2, 3, 4];
    const done: number[] = [];
    const lane = async () => {
      for (let next = work.shift(); next; next = work.shift()) {
        await Promise.resolve();
        if (next === 1) throw new Error('one');
        done.push(next);
      }
    };
    await expect(inLanes(2, lane)).rejects.toThrow('one');
    expect(done).toEqual([2, 3, 4]);
  });
});
