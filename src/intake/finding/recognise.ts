import { Injectable } from '@nestjs/common';
import { findStreets, PlaceIndex, screen, suggestTopics } from '../../assistance/index.js';
import { Locations, Topics } from '../../executors/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Candidate } from '../candidates/candidate.entity.js';
import { asks } from './asks.js';
import type { Signs } from './score.js';

/** How long what the directory says is believed without asking again. */
const FRESH_MS = 300_000;

interface Known {
  at: number;
  topics: ReadonlyMap<string, string>;
  places: PlaceIndex;
}

/** What a text tells by itself. */
export type Recognised = Pick<Candidate, 'topicId' | 'locationId' | 'screening'> & Pick<Signs, 'asks' | 'topicScore' | 'settlement' | 'street'>;

/** Reads topic, place and grounds to decline out of texts: suggestions, by `assistance`. */
@Injectable()
export class Recogniser {
  private known: Promise<Known> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly topics: Topics,
    private readonly locations: Locations,
  ) {}

  /** One who has read the directory; for many texts at once. */
  async ready(): Promise<(text: string) => Recognised> {
    const { topics, places } = await this.directory();
    return (text) => {
      const [topic] = suggestTopics(text).filter(({ code }) => topics.has(code));
      const found = places.find(text);
      return {
        topicId: topics.get(topic?.code ?? '') ?? null,
        // A name that several places bear names none of them.
        locationId: found.length === 1 ? (found[0]?.id ?? null) : null,
        screening: screen(text).map(({ ground, clause, reason, confidence }) => ({ ground, clause, reason, confidence })),
        asks: asks(text),
        topicScore: topic?.score ?? 0,
        settlement: found.length > 0,
        street: findStreets(text).length > 0,
      };
    };
  }

  private async directory(): Promise<Known> {
    const now = this.clock.now().getTime();
    const known = await this.known?.catch(() => null);
    if (known && Math.abs(now - known.at) < FRESH_MS) return known;
    this.known = this.read(now);
    return this.known;
  }

  private async read(at: number): Promise<Known> {
    const { groups } = await this.topics.catalogue({});
    const { items } = await this.locations.list(1000);
    return { at, topics: new Map(groups.flatMap((group) => group.topics.map(({ code, id }) => [code, id] as const))), places: new PlaceIndex(items) };
  }
}
