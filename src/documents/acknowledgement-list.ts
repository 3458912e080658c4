import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Acknowledged, Acknowledgements } from '../acknowledgements/index.js';
import type { Actor } from '../identity/index.js';
import { notFound } from '../platform/errors/index.js';
import { decodeCursor, isoOffset, toPage } from '../platform/http/index.js';
import { Audience, type Reader } from './audience.js';
import { seesEverybody } from './document-access.js';
import type { DocumentKind } from './document.entity.js';
import { DocumentReader } from './document-reader.js';
import type { AcknowledgementPage, AcknowledgementsQuery } from './documents.schemas.js';

/** One line of the list: somebody who is asked, or has acknowledged. */
export interface Line {
  key: string;
  name: string;
  authorityId: string | null;
  authorityName: string | null;
  asked: boolean;
  canSignIn: boolean;
  askedAt: Date | null;
  acknowledgedAt: Date | null;
}

/**
 * Those whom an edition concerns and those who have acknowledged it, each once: who has left stays with what they said.
 * An acknowledgement is the person's: it holds whatever body they belonged to when they gave it.
 * @param issuedAt when the edition was issued: who came later is asked from their own beginning.
 */
export function lines(readers: readonly Reader[], acknowledged: readonly Acknowledged[], issuedAt: Date): Line[] {
  const asked = readers.map(({ key, userId, name, authorityId, authorityName, since }): Line => ({
    key, name, authorityId, authorityName, asked: true, canSignIn: userId !== null, askedAt: since > issuedAt ? since : issuedAt,
    acknowledgedAt: acknowledged.find((one) => one.userId === userId)?.at ?? null,
  }));
  const others = acknowledged.filter((one) => !readers.some(({ userId }) => userId === one.userId));
  return [...asked, ...others.map(({ userId, name, authorityId, at }): Line => ({
    key: userId, name, authorityId, authorityName: null, asked: false, canSignIn: true, askedAt: null, acknowledgedAt: at,
  }))];
}

const collator = new Intl.Collator('ru');
const order = (line: Line): [string, string, string] => [line.authorityName ?? '', line.name, `${line.key} ${line.authorityId ?? ''}`];
const compare = (a: readonly string[], b: readonly string[]): number =>
  a.reduce((sofar, part, index) => sofar || collator.compare(part, b[index] ?? ''), 0);
const cursorKey = z.tuple([z.string(), z.string(), z.string()]);

/** Who has acknowledged the edition in force, and who has not. */
@Injectable()
export class AcknowledgementList {
  constructor(
    private readonly reader: DocumentReader,
    private readonly audience: Audience,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  /**
   * Everybody's for the publisher and those who watch over it, those of their own authority for an executor.
   * @throws DomainError `not-found`, also while nothing is in force.
   */
  async execute(actor: Actor, kinds: readonly DocumentKind[], id: string, query: AcknowledgementsQuery): Promise<AcknowledgementPage> {
    const { document, editions } = await this.reader.find(actor, kinds, id);
    const edition = editions.find(({ state }) => state === 'issued');
    if (!edition?.issuedAt) throw notFound('edition', id);
    const all = seesEverybody(actor, document);
    const only = all ? query.authorityId : (actor.authorityId ?? 'nobody');
    const bodies = (await this.audience.bodies(document)).filter((body) => only === undefined || body.id === only);
    const names = new Map(bodies.map((body) => [body.id, body.shortName]));
    const everybody = lines(await this.audience.readers(document), await this.acknowledgements.of([edition.id]), edition.issuedAt)
      .filter((line) => only === undefined || line.authorityId === only)
      .map((line) => ({ ...line, authorityName: line.authorityName ?? names.get(line.authorityId ?? '') ?? null }));
    const asked = everybody.filter((line) => line.asked);
    const from = query.cursor ? decodeCursor(query.cursor, cursorKey) : null;
    const wanted = everybody
      .filter((line) => query.state === 'all' || (line.acknowledgedAt !== null) === (query.state === 'done'))
      .toSorted((a, b) => compare(order(a), order(b)))
      .filter((line) => from === null || compare(order(line), from) > 0);
    return {
      ...toPage(wanted, query.limit, order, (line) => ({
        name: line.name,
        authority: line.authorityId === null ? null : { id: line.authorityId, shortName: line.authorityName ?? '' },
        asked: line.asked,
        canSignIn: line.canSignIn,
        askedAt: isoOffset(line.askedAt),
        acknowledgedAt: isoOffset(line.acknowledgedAt),
      })),
      edition: { id: edition.id, number: edition.number },
      counts: { asked: asked.length, acknowledged: asked.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length },
      withoutPeople: bodies.filter((body) => !asked.some(({ authorityId }) => authorityId === body.id)),
    };
  }
}
