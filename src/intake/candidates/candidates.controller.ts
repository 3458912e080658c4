import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, type Page, pageOf } from '../../platform/http/index.js';
import { CandidateHistory } from './candidate-history.js';
import { CandidateList } from './candidate-list.js';
import { CandidateReader } from './candidate-reader.js';
import {
  candidateHistoryItem, type CandidateHistoryItem, candidateListQuery, type CandidateListItem, candidatePage, type CandidateView, candidateView,
  type DismissBody, dismissBody, type DismissOutcome, dismissOutcome, idSchema, mergeBody, takeBody,
} from './candidate.schemas.js';
import { DismissCandidates } from './dismiss-candidates.js';
import { MergeCandidate } from './merge-candidate.js';
import { RestoreCandidate } from './restore-candidate.js';
import { TakeCandidate } from './take-candidate.js';

const ActRoute = (path: string, summary: string): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(200), Access('curator'), ApiOperation({ summary }), ApiResponse({ status: 200, standardSchema: candidateView }));

/** What the networks bring: the curator's queue (M-3, M-6). */
@ApiTags('Найденные сообщения')
@Controller('candidates')
export class CandidatesController {
  constructor(
    private readonly candidates: CandidateList,
    private readonly reader: CandidateReader,
    private readonly past: CandidateHistory,
    private readonly take: TakeCandidate,
    private readonly merge: MergeCandidate,
    private readonly dismiss: DismissCandidates,
    private readonly restore: RestoreCandidate,
  ) {}

  @Get()
  @Access('curator')
  @ApiOperation({ summary: 'Найденные сообщения: важные и свежие сначала; повторы стоят одной строкой' })
  @ApiResponse({ status: 200, standardSchema: candidatePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: candidateListQuery }) query: z.output<typeof candidateListQuery>): Promise<Page<CandidateListItem>> {
    return this.candidates.execute(actor, query);
  }

  @Post('dismiss')
  @HttpCode(200)
  @Access('curator')
  @ApiOperation({ summary: 'Отклонить сразу несколько с одним основанием (М, п. 3 и 4); ответ говорит о каждом' })
  @ApiResponse({ status: 200, standardSchema: dismissOutcome })
  dismissMany(@CurrentActor() actor: Actor, @Body({ schema: dismissBody }) body: DismissBody): Promise<DismissOutcome> {
    return this.dismiss.execute(actor, body);
  }

  @Get(':id')
  @Access('curator')
  @ApiOperation({ summary: 'Найденное сообщение: текст, каким его увидели, и что автор сделал с ним потом; повторы' })
  @ApiResponse({ status: 200, standardSchema: candidateView })
  one(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<CandidateView> {
    return this.reader.view(actor, id);
  }

  @Get(':id/history')
  @Access('curator')
  @ApiOperation({ summary: 'История найденного сообщения' })
  @ApiResponse({ status: 200, standardSchema: pageOf(candidateHistoryItem) })
  async history(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<Page<CandidateHistoryItem>> {
    return { items: await this.past.execute(actor, id), nextCursor: null };
  }

  @ActRoute(':id/take', 'Зафиксировать: сеть, ссылка, автор, текст и время заполняются сами (М, п. 6)')
  async record(
    @CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string, @Body({ schema: takeBody }) body: z.output<typeof takeBody>, @IfMatch() version: number | null,
  ): Promise<CandidateView> {
    await this.take.execute(actor, id, { group: body?.group, version });
    return this.reader.view(actor, id);
  }

  @ActRoute(':id/merge', 'Присоединить к зафиксированному сообщению о том же')
  async join(
    @CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string, @Body({ schema: mergeBody }) body: z.output<typeof mergeBody>, @IfMatch() version: number | null,
  ): Promise<CandidateView> {
    await this.merge.execute(actor, id, { ...body, version });
    return this.reader.view(actor, id);
  }

  @ActRoute(':id/restore', 'Вернуть отклонённое в очередь, пока текст хранится')
  async back(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string, @IfMatch() version: number | null): Promise<CandidateView> {
    await this.restore.execute(actor, id, version);
    return this.reader.view(actor, id);
  }
}
