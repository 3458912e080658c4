import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, carriedToken, CurrentActor, SignedIn } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { Feed } from './feed.js';

/** What changed for me, as it happens. */
@ApiTags('События')
@Controller('events')
export class FeedController {
  constructor(private readonly feed: Feed) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary: 'Что изменилось для меня: поток событий сервера (server-sent events)',
    description:
      'Данные события: {id, type, stream, streamId, subject, subjectId, at, clause}; подробности читаются обычными запросами. ' +
      'У предупреждений и истечений сроков есть ещё weight: real, conditional (обязателен не всегда) или undecided (один из двух). ' +
      'После обрыва поток продолжается с Last-Event-ID; событие reset значит, что пропущено слишком много и данные надо перечитать. ' +
      'Поток кончается вместе с сеансом.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'id последнего полученного события', schema: { type: 'string', pattern: String.raw`^\d{1,18}-\d{1,18}$` } })
  @ApiProduces('text/event-stream')
  @ApiResponse({ status: 200, description: 'Поток событий', schema: { type: 'string' } })
  async events(
    @CurrentActor() actor: Actor,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const carried = carriedToken(request);
    if (!carried) throw new DomainError('auth.required');
    // Proxies must pass each event on at once.
    void reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
    if (request.method === 'HEAD') return void (await reply.send());
    await this.feed.open(reply.raw, actor, carried.token, lastEventId ?? null, () => {
      reply.hijack();
      reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>);
    });
  }
}
