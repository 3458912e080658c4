import { Injectable } from '@nestjs/common';
import { AccountRefs, RecordRemoval } from '../../accounts/index.js';
import { AcknowledgeEdition, CreateDocument, DocumentReader, IssueEdition } from '../../documents/index.js';
import { authorityId, BeginDirectory, CreateContact } from '../../executors/index.js';
import { type Actor, systemActor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { instruction, materials, recommendations, removals, withoutAccountManager } from '../data/index.js';
import type { Official } from './officials.js';

type Kind = 'recommendations' | 'instruction' | 'material';
interface Paper {
  title: string;
  text: string;
}

/** A comment was removed so long before it was recorded, minutes. */
const REMOVED_MINUTES = 25;

/**
 * What the offices put in writing: who keeps accounts (D-5), the terms of the directory, recommendations and an instruction
 * with their acknowledgements (D-3.1, A-3.4), materials (D-2.3), removed comments.
 */
@Injectable()
export class Paperwork {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly createContact: CreateContact,
    private readonly beginning: BeginDirectory,
    private readonly creating: CreateDocument,
    private readonly issuing: IssueEdition,
    private readonly acknowledging: AcknowledgeEdition,
    private readonly documents: DocumentReader,
    private readonly accounts: AccountRefs,
    private readonly removing: RecordRemoval,
  ) {}

  /** All of it or nothing, and once: a start that was killed begins it anew. */
  async load(officials: readonly Official[]): Promise<void> {
    const by = (role: string, code?: string): Official => {
      const found = officials.find((one) => one.role === role && (code === undefined || one.authorityCode === code));
      if (!found) throw new Error(`Nobody is ${role} of ${code ?? 'any authority'}`);
      return found;
    };
    const executors = officials.filter(({ role }) => role === 'executor');
    const health = by('executor', 'min-zdrav').actor;
    await this.db.transaction(async () => {
      if (await this.db.row(`SELECT 1 FROM directory_beginning`)) return;
      await this.accountManagers(executors);
      await this.beginning.execute(by('admin').actor, undefined);
      const advice = await this.issue(by('it-ministry').actor, 'recommendations', recommendations);
      const own = await this.issue(health, 'instruction', instruction);
      await this.issue(by('curator').actor, 'material', materials.curator);
      await this.issue(by('committee').actor, 'material', materials.committee);
      // Every other executor has read the recommendations, of health the first.
      for (const [index, { actor }] of executors.entries()) if (index % 2 === 0 || actor === health) await this.read(actor, advice);
      await this.read(health, own);
      await this.remove(health);
    });
  }

  /** The first executor of each authority keeps its accounts too; of some nobody has been named. */
  private async accountManagers(executors: readonly Official[]): Promise<void> {
    const named = new Set<string>(withoutAccountManager);
    for (const { authorityCode, surname, name, patronymic, position, phone, email, actor } of executors) {
      if (named.has(authorityCode)) continue;
      named.add(authorityCode);
      await this.createContact.execute(systemActor, 'account-manager', {
        authorityId: authorityId(authorityCode), surname, name, patronymic, position, phone: phone.replaceAll(/[^+\d]/g, ''), email, userId: actor.userId,
      });
    }
  }

  private async issue(actor: Actor, kind: Kind, paper: Paper): Promise<string> {
    const id = await this.creating.execute(actor, kind, paper);
    await this.issuing.execute(actor, [kind], id, null);
    return id;
  }

  private async read(actor: Actor, documentId: string): Promise<void> {
    const kinds = ['recommendations', 'instruction'] as const;
    const { editions } = await this.documents.find(actor, kinds, documentId);
    await this.acknowledging.execute(actor, kinds, documentId, editions[0]?.id ?? '');
  }

  private async remove(actor: Actor): Promise<void> {
    const account = (await this.accounts.ofOwner(actor.authorityId)).find(({ network }) => network === 'vk');
    if (!account) return;
    const removedAt = new Date(this.clock.now().getTime() - REMOVED_MINUTES * 60_000);
    for (const [index, { ground, text, author, note }] of removals.entries()) {
      const url = `https://vk.com/wall-990000002_${100 + index}?reply=${200 + index}`;
      await this.removing.execute(actor, { accountId: account.id, ground, text, author: { name: author }, url, removedAt, explanation: note });
    }
  }
}
