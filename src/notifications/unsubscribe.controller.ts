import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { notFound } from '../platform/errors/index.js';
import { NotIdempotent, Public, TakesForm } from '../platform/http/index.js';
import { Templates } from '../platform/templates/index.js';
import { Unsubscribe } from './unsubscribe.js';

@ApiTags('Личные настройки')
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly unsubscribe: Unsubscribe,
    private readonly templates: Templates,
  ) {}

  /** Machines follow links of letters, so the link alone changes nothing. */
  @Get(':token')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiOperation({ summary: 'Страница по ссылке из письма: отказаться от сводки или утреннего списка' })
  @ApiProduces('text/html')
  @ApiResponse({ status: 200 })
  ask(@Param('token', { schema: z.string().max(200) }) token: string): string {
    const { what } = this.read(token);
    return this.templates.render('pages/unsubscribe.html', { what, done: false, token });
  }

  @Post(':token')
  @HttpCode(200)
  @Public()
  @NotIdempotent()
  @TakesForm()
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiOperation({ summary: 'Отказаться от сводки или утреннего списка одним нажатием (RFC 8058)' })
  @ApiProduces('text/html')
  @ApiResponse({ status: 200 })
  async end(@Param('token', { schema: z.string().max(200) }) token: string): Promise<string> {
    const right = this.read(token);
    await this.unsubscribe.execute(right);
    return this.templates.render('pages/unsubscribe.html', { what: right.what, done: true, token });
  }

  private read(token: string): NonNullable<ReturnType<Unsubscribe['read']>> {
    const right = this.unsubscribe.read(token);
    if (!right) throw notFound('unsubscribe', '');
    return right;
  }
}
