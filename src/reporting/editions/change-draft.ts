import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { sectionTitles } from '../document/report-document.js';
import { Supplements } from '../figures/supplements.js';
import { type EditionOfMonth, Editions } from './editions.js';
import { FormReport } from './form-report.js';
import { ReportReader } from './report-reader.js';

/** The curator's words, section by section; null takes a section's words away. */
export type Words = Record<string, string | null>;

/** What a curator changes in a draft before approving it (M-15). */
@Injectable()
export class ChangeDraft {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly editions: Editions,
    private readonly form: FormReport,
    private readonly reader: ReportReader,
    private readonly supplements: Supplements,
  ) {}

  /** Puts the curator's words into sections. @throws DomainError `not-found`, `report.section-unknown`, `report.action-not-allowed`, `precondition.failed`. */
  write(actor: Actor, month: string, words: Words, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const edition = await this.current(month, expected);
      this.checkSections(words, edition);
      const merged = Object.entries({ ...edition.words, ...words }).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== '');
      await this.editions.move(edition, 'write', actor, this.clock.now(), { set: { words: Object.fromEntries(merged) }, details: { sections: Object.keys(words) } });
    });
  }

  /** Forms the figures anew, as of now; what they were is kept to show what changed. */
  async refresh(actor: Actor, month: string, expected: number | null): Promise<void> {
    const edition = await this.current(month, expected);
    this.editions.check(edition, 'refresh', actor);
    const { figures, sourceAt } = await this.form.figures(month);
    await this.db.transaction(() =>
      this.editions.move(edition, 'refresh', actor, this.clock.now(), { set: { figures, sourceAt, replaced: edition.figures }, details: { sourceAt } }),
    );
  }

  /** Words under a misspelt name would be kept and shown nowhere. What was once kept so may be taken away. */
  private checkSections(words: Words, edition: EditionOfMonth): void {
    const known = [...Object.keys(sectionTitles), ...this.supplements.keys()];
    const unknown = Object.entries(words).find(([section, text]) => !known.includes(section) && !(text === null && Object.hasOwn(edition.words, section)));
    if (unknown) throw new DomainError('report.section-unknown', { section: unknown[0], known: known.join(', ') });
  }

  private async current(month: string, expected: number | null): Promise<EditionOfMonth> {
    const edition = await this.editions.find({ month });
    await checkVersion(expected, edition.version, () => this.reader.view({ month }));
    return edition;
  }
}
