import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { clauseInRussian } from '../platform/russian/index.js';
import { stateWord } from '../platform/errors/index.js';
import { Templates } from '../platform/templates/index.js';
import { IncidentHistory } from './incident-history.js';
import { IncidentReader } from './incident-reader.js';

/** A message with what was done about it as a page for people: what a letter's link opens. Readable on a phone, printable, without scripts. */
@Injectable()
export class IncidentPage {
  constructor(
    private readonly reader: IncidentReader,
    private readonly history: IncidentHistory,
    private readonly templates: Templates,
  ) {}

  /** @throws DomainError `not-found`, also for what another authority works on. */
  async execute(actor: Actor, id: string): Promise<string> {
    const incident = await this.reader.view(actor, id);
    const steps = await this.history.execute(actor, id);
    return this.templates.render('pages/incident.html', {
      incident,
      title: `Сообщение № ${incident.number}`,
      state: stateWord(incident.status),
      site: new URL(incident.url).hostname,
      editions: incident.original?.editions ?? [],
      deletedAt: incident.original?.deletedAt ?? null,
      where: incident.place ?? incident.location?.name ?? null,
      files: filesOf(incident.attachments),
      terms: incident.deadlines.filter(({ state }) => state === 'open' || state === 'overdue')
        .map(({ title, clause, dueAt, state }) => ({ title, clause: clauseInRussian(clause), dueAt, over: state === 'overdue' })),
      parts: incident.assignments.map(({ authority, executor, status, note, endReason, drafts }) => ({
        authority: authority?.name ?? '', executor: executor?.name ?? '', state: stateWord(status), note, endReason,
        drafts: drafts.map(({ version, kind, text, status: decided, remarks, attachments }) => ({
          version, text, remarks, kind: kind === 'interim' ? 'промежуточный ответ' : 'окончательный ответ', state: stateWord(decided), files: filesOf(attachments),
        })),
      })),
      underWay: incident.deliveries.filter(({ state }) => state !== 'published' && state !== 'failed').map(({ state, explanation }) => ({ state: stateWord(state), explanation })),
      answers: incident.publications.map(({ url, text, publishedAt, kind }) => ({ url, text, publishedAt, kind: kind === 'interim' ? 'Промежуточный ответ' : 'Окончательный ответ' })),
      steps: steps.map(({ at, title, actor: who, clause }) => ({ at, title, who: who?.name ?? null, clause: clause ? clauseInRussian(clause) : null })),
    });
  }
}

const filesOf = (files: readonly { id: string; fileName: string }[]): { name: string; address: string }[] =>
  files.map(({ id, fileName }) => ({ name: fileName, address: `/api/v1/attachments/${id}/content` }));
