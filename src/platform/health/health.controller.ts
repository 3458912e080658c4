import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/index.js';
import { notFound } from '../errors/index.js';
import { Public } from '../http/index.js';
import { Metrics } from '../metrics/index.js';
import { isInsider } from './insider.js';
import { ReadinessCheck } from './readiness.js';

/** Probes and figures, outside the versioned interface. */
@ApiTags('Состояние')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessCheck,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('health/live')
  @Public()
  @ApiOperation({ summary: 'Процесс работает' })
  @ApiResponse({ status: 200 })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** Everybody learns whether the process is ready; only insiders learn why not. */
  @Get('health/ready')
  @Public()
  @ApiOperation({ summary: 'Процесс готов обслуживать: база данных, схема, очередь, исполнитель заданий' })
  @ApiResponse({ status: 200, description: 'Готов' })
  @ApiResponse({ status: 503, description: 'Не готов; причины видны из собственной сети или по METRICS_TOKEN' })
  async ready(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const readiness = await this.readiness.check();
    const { status } = readiness;
    await reply.status(status === 'ready' ? 200 : 503).send(isInsider(request, this.config) ? readiness : { status });
  }

  /** Figures for Prometheus. To outsiders there is no such address. */
  @Get('metrics')
  @Public()
  @ApiOperation({ summary: 'Показатели в формате Prometheus: из собственной сети или по METRICS_TOKEN' })
  @ApiResponse({ status: 200 })
  async figures(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!isInsider(request, this.config)) throw notFound('route', '/metrics');
    await reply.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
