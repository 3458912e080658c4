import { Body, type CanActivate, Controller, type ExecutionContext, Get, HttpCode, Injectable, Module, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../../src/identity/access.decorator.js';
import { Database } from '../../src/platform/database/index.js';
import { DomainError } from '../../src/platform/errors/index.js';
import { checkVersion, IfMatch, instant, isoOffset, NotIdempotent } from '../../src/platform/http/index.js';

/** What the routes did, for the test to look at. */
@Injectable()
export class EchoBook {
  ran = 0;
  woken = 0;
  /** Handlers that have come to the gate. */
  waiting = 0;
  /** Lets a test hold a handler until it has seen what waits for it. */
  gate: Promise<void> = Promise.resolve();
}

/** Stands in for a signed-in user: the test names one in a header. */
class TestUser implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string>; actor?: unknown }>();
    const userId = request.headers['x-test-user'];
    if (userId) request.actor = { userId, roles: [], authorityId: null, channel: 'api' };
    return true;
  }
}

const note = z.strictObject({ text: z.string().min(1).max(200), at: instant().optional() });
type Note = z.output<typeof note>;

/** Routes that show what every route gets: validation, problems, entity tags, repeatable requests. */
@Controller('echo')
@UseGuards(TestUser)
export class EchoController {
  constructor(
    private readonly db: Database,
    private readonly book: EchoBook,
  ) {}

  @Post()
  @Public()
  async write(@Body({ schema: note }) body: Note): Promise<unknown> {
    this.book.waiting += 1;
    await this.book.gate;
    return this.db.transaction(async () => {
      this.book.ran += 1;
      await this.db.change(`INSERT INTO echo (text) VALUES ($1)`, [body.text]);
      this.db.afterCommit(() => (this.book.woken += 1));
      if (body.text === 'refuse') throw new DomainError('not-found', { what: 'echo', id: '1' });
      return { b: 1, text: body.text, a: [1.5, 'ё'], at: body.at ? isoOffset(body.at) : null, version: this.book.ran };
    });
  }

  /** An act that fails inside the request and is caught, as a duplicate is. */
  @Post('caught')
  @Public()
  @HttpCode(200)
  async caught(@Body({ schema: note }) body: Note): Promise<unknown> {
    const known = await this.db
      .transaction(async () => {
        this.db.afterCommit(() => (this.book.woken += 1));
        await this.db.change(`INSERT INTO echo (text) VALUES ($1), ($1)`, [body.text]);
        await this.db.change(`SELECT 1 / 0`);
      })
      .catch(() => this.db.row<{ n: string }>(`SELECT count(*) AS n FROM echo WHERE text = $1`, [body.text]));
    return known ?? undefined;
  }

  @Post('empty')
  @Public()
  @HttpCode(204)
  async empty(): Promise<void> {
    this.book.ran += 1;
  }

  @Post('secret')
  @Public()
  @NotIdempotent()
  async secret(): Promise<unknown> {
    this.book.ran += 1;
    return { secret: this.book.ran };
  }

  @Get(':id')
  @Public()
  async read(@Param('id', { schema: z.uuid() }) id: string, @Query({ schema: z.strictObject({ q: z.string().optional() }) }) query: { q?: string }) {
    const row = await this.db.row<{ n: string }>(`SELECT count(*) AS n FROM echo WHERE text = $1`, [query.q ?? '']);
    return { id, version: 7, n: row?.n };
  }

  @Patch(':id')
  @Public()
  async change(@Param('id', { schema: z.uuid() }) id: string, @Body({ schema: note }) body: Note, @IfMatch() expected: number | null) {
    await checkVersion(expected, 7, () => ({ id, version: 7 }));
    return { id, text: body.text, version: 8 };
  }

  @Get(':id/fault')
  @Public()
  async fault(): Promise<never> {
    throw new Error('Позвоните Ивану: +7 914 123-45-67');
  }
}

@Module({ controllers: [EchoController], providers: [EchoBook] })
export class EchoModule {}
