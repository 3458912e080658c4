import { describe, expect, it } from '@jest/globals';
import { authorities, bodiesNamedApart } from './authorities.js';
import { locations } from './locations.js';
import { municipalities } from './municipalities.js';
import { topicsEdition } from './topics.js';

const bodies = [...authorities, ...bodiesNamedApart];
const topics = topicsEdition.groups.flatMap((group) => group.topics);
const repeated = <T>(values: readonly T[]): T[] => values.filter((value, index) => values.indexOf(value) !== index);

/** OKTMO's own check: weights 1..10 by place, mod 11; a remainder of 10 is tried again with weights from 3. */
const checkDigit = (oktmo: string): string => {
  const remainder = (shift: number): number =>
    [...oktmo].reduce((sum, digit, place) => sum + Number(digit) * (((place + shift) % 10) + 1), 0) % 11;
  return String(remainder(0) < 10 ? remainder(0) : remainder(2) % 10);
};

describe('authorities', () => {
  it('are 29, and the main directorate for citizens\' appeals stands apart', () => {
    expect(authorities).toHaveLength(29);
    expect(bodiesNamedApart.map(({ code }) => code)).toEqual(['gu-obrashcheniya']);
  });

  it('have unique codes and names, together with the municipalities', () => {
    const all = [...bodies, ...municipalities];
    for (const key of ['code', 'name', 'shortName'] as const) expect(repeated(all.map((one) => one[key]))).toEqual([]);
    for (const { code } of all) expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  it('say what each entry rests on, and give the roles of the decree once each', () => {
    for (const { evidence } of bodies) expect(evidence.length).toBeGreaterThan(0);
    expect(bodies.flatMap(({ role }) => role ?? []).toSorted()).toEqual(['content-committee', 'curator']);
  });

  it('hint only at groups that exist', () => {
    const groups = topicsEdition.groups.map(({ code }) => code);
    expect(bodies.flatMap(({ topicGroups }) => topicGroups).filter((code) => !groups.includes(code))).toEqual([]);
  });
});

describe('municipalities', () => {
  it('are 17 districts and 2 urban okrugs, each a location of that level', () => {
    const count = (level: string): number => municipalities.filter((one) => one.level === level).length;
    expect([count('municipal-district'), count('urban-okrug')]).toEqual([17, 2]);
    for (const { oktmo, level, name } of municipalities) {
      expect(locations.find((location) => location.oktmo === oktmo)).toMatchObject({ level, name });
    }
  });
});

describe('locations', () => {
  it('are complete by level', () => {
    const counts: Record<string, number> = {};
    for (const { level } of locations) counts[level] = (counts[level] ?? 0) + 1;
    expect(counts).toEqual({
      'municipal-district': 17,
      'urban-okrug': 2,
      'urban-settlement': 22,
      'rural-settlement': 191,
      'inter-settlement-territory': 6,
    });
  });

  it('have unique codes with right check digits', () => {
    expect(repeated(locations.map(({ oktmo }) => oktmo))).toEqual([]);
    expect(locations.filter((location) => checkDigit(location.oktmo) !== location.checkDigit)).toEqual([]);
  });

  it('name a district as parent of every settlement, and none for a municipality', () => {
    const districts = locations.filter(({ level }) => level === 'municipal-district').map(({ oktmo }) => oktmo);
    for (const { oktmo, parentOktmo } of locations) {
      if (oktmo.endsWith('000')) expect(parentOktmo).toBeUndefined();
      else {
        expect(districts).toContain(parentOktmo);
        expect(parentOktmo).toBe(`${oktmo.slice(0, 5)}000`);
      }
    }
  });

  it('carry the seven cities once each, with id, place and population', () => {
    const cities = locations.filter(({ cityOktmo }) => cityOktmo !== undefined);
    expect(cities).toHaveLength(7);
    expect(repeated(cities.map(({ fiasId }) => fiasId))).toEqual([]);
    for (const city of cities) {
      expect(city.cityOktmo).toMatch(/^\d{11}$/);
      expect(city).toMatchObject({ lat: expect.any(Number), lon: expect.any(Number), population: expect.any(Number) });
    }
  });

  it('lie inside the krai where coordinates are known', () => {
    for (const { lat, lon } of locations.filter((location) => location.lat !== undefined)) {
      expect(lat).toBeGreaterThan(46);
      expect(lat).toBeLessThan(63);
      expect(lon).toBeGreaterThan(130);
      expect(lon).toBeLessThan(148);
    }
  });
});

describe('topics', () => {
  it('are 195 in 26 groups', () => {
    expect(topicsEdition.groups).toHaveLength(26);
    expect(topics).toHaveLength(195);
  });

  it('have unique codes made of group and place', () => {
    expect(repeated(topicsEdition.groups.map(({ code }) => code))).toEqual([]);
    for (const [at, group] of topicsEdition.groups.entries()) {
      expect(group.code).toBe(`g${String(at + 1).padStart(2, '0')}`);
      expect(group.topics.map(({ code }) => code)).toEqual(
        group.topics.map((_, place) => `${group.code}-t${String(place + 1).padStart(2, '0')}`),
      );
    }
  });
});
