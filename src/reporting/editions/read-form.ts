import { Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noneMatch } from '../../platform/http/index.js';
import { htmlAnswer, fileAnswer } from '../forms/answer.js';
import { type Format, RenderForms } from '../forms/render-forms.js';
import { type EditionRef, Editions } from './editions.js';
import { ReportFiles } from './report-files.js';
import { ReportReader } from './report-reader.js';
import { fileName } from './send-report.js';

/** Answers with a form of an edition: the frozen bytes of an approved one, a draft's as it is now. */
@Injectable()
export class ReadForm {
  constructor(
    private readonly editions: Editions,
    private readonly reader: ReportReader,
    private readonly files: ReportFiles,
    private readonly render: RenderForms,
  ) {}

  /** @throws DomainError `not-found`; ObjectMissing. */
  async answer(ref: EditionRef, format: Format, { headers }: FastifyRequest, reply: FastifyReply): Promise<StreamableFile | undefined> {
    const edition = await this.editions.find(ref);
    const frozen = await this.reader.frozen(edition, format);
    const etag = frozen ? `"${frozen.sha256}"` : `"${edition.id}-${edition.version}-${format}"`;
    void reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (noneMatch(headers['if-none-match'], etag)) {
      void reply.status(304);
      return undefined;
    }
    const { figures, month, number, sourceAt } = edition;
    const content = frozen ? await this.files.open(frozen.sha256) : await this.render.execute(format, figures, await this.reader.framing(edition), { month, edition: number, sourceAt });
    if (frozen) void reply.header('content-length', Number(frozen.size));
    return format === 'html' ? htmlAnswer(content, reply) : fileAnswer(content, format, fileName(edition, format), reply);
  }
}
