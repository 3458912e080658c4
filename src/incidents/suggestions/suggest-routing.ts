import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { findStreets, type PastRoute, PlaceIndex, rankExecutors, screen, suggestTopics } from '../../assistance/index.js';
import { Directory, Locations, Topics } from '../../executors/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { IncidentReader } from '../incident-reader.js';
import type { suggestionsView } from './suggestions.schemas.js';

/** Assignments of the past that are looked at. */
const LOOK_BACK = 1000;
const MOST = 5;

type Suggestions = z.output<typeof suggestionsView>;
type Past = PastRoute & { text: string };

/** What a curator may want to do with a message: screening (M-3, M-4), topic, place and executors (M-6). Nothing is decided or kept. */
@Injectable()
export class SuggestRouting {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly reader: IncidentReader,
    private readonly topics: Topics,
    private readonly locations: Locations,
    private readonly directory: Directory,
  ) {}

  /** @throws DomainError `not-found`. */
  async forIncident(actor: Actor, id: string): Promise<Suggestions> {
    const { text } = await this.reader.view(actor, id);
    return this.forText(text, id);
  }

  /** @param without id of an incident that must not speak for itself. */
  async forText(text: string, without?: string): Promise<Suggestions> {
    const { groups } = await this.topics.catalogue({});
    const past = await this.past(without);
    const catalogue = new Map(groups.flatMap((group) => group.topics.map((topic) => [topic.code, { ...topic, group }] as const)));
    const topics = suggestTopics(text, past.map((route) => ({ text: route.text, code: route.topicCode }))).filter(({ code }) => catalogue.has(code)).slice(0, MOST);
    const places = await this.places(text);
    const codes = topics.slice(0, 3).map(({ code }) => code);
    return {
      screening: screen(text),
      topics: topics.flatMap(({ code, score, words, similar }) => {
        const topic = catalogue.get(code);
        return topic ? [{ id: topic.id, code, name: topic.name, group: { id: topic.group.id, name: topic.group.name }, score, reason: topicReason(words, similar) }] : [];
      }),
      locations: places,
      streets: findStreets(text),
      executors: await this.executors(past, codes, places.map(({ id }) => id)),
      authorities: unique(codes.flatMap((code) => catalogue.get(code)?.group.likelyAuthorities ?? [])),
    };
  }

  private async places(text: string): Promise<Suggestions['locations']> {
    const known = await this.locations.list(1000);
    const byId = new Map(known.items.map((place) => [place.id, place]));
    return new PlaceIndex(known.items).find(text).slice(0, MOST).map(({ id, ...place }) => ({ id, oktmo: byId.get(id)?.oktmo ?? '', name: byId.get(id)?.name ?? '', ...place }));
  }

  private async executors(past: readonly Past[], codes: readonly string[], locationIds: readonly string[]): Promise<Suggestions['executors']> {
    const ranked = rankExecutors(past, codes, locationIds, this.clock.now());
    const people = (await this.directory.executors(ranked.map(({ executorId }) => executorId))).filter(({ active }) => active);
    const authorities = await this.directory.authorities([...new Set(people.map(({ authorityId }) => authorityId))]);
    return ranked
      .flatMap(({ executorId, score, messages, samePlace }) => {
        const person = people.find(({ id }) => id === executorId);
        const authority = authorities.find(({ id }) => id === person?.authorityId);
        const place = samePlace > 0 ? `, из них из этого же места: ${samePlace}` : '';
        return person && authority
          ? [{ id: executorId, name: person.name, authority: { id: authority.id, name: authority.name, shortName: authority.shortName }, score, reason: `Похожих сообщений раньше: ${messages}${place}.` }]
          : [];
      })
      .slice(0, MOST);
  }

  /** The newest assignments that stayed where they were sent. */
  private past(without?: string): Promise<Past[]> {
    return this.db.rows<Past>(
      `SELECT a.executor_id AS "executorId", t.code AS "topicCode", i.location_id AS "locationId", a.assigned_at AS at, i.text
       FROM (SELECT * FROM assignment ORDER BY assigned_at DESC, id DESC LIMIT $1) a
       JOIN incident i ON i.id = a.incident_id JOIN topic t ON t.id = i.topic_id
       WHERE a.status NOT IN ('returned', 'rerouted', 'withdrawn') AND ($2::uuid IS NULL OR i.id <> $2)
       ORDER BY a.assigned_at DESC, a.id DESC`,
      [LOOK_BACK, without ?? null],
    );
  }
}

function topicReason(words: readonly string[], similar: number): string {
  const named = words.length > 0 ? `Слова: ${words.map((word) => `«${word}»`).join(', ')}.` : '';
  return [named, similar > 0 ? `Похожих сообщений с этой темой: ${similar}.` : ''].filter((part) => part !== '').join(' ');
}

const unique = <T extends { id: string }>(items: readonly T[]): T[] => [...new Map(items.map((item) => [item.id, item])).values()];
