import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Metrics } from '../metrics/index.js';
import { Canary } from './canary.js';
import { HealthWarnings } from './health-warnings.js';
import { HealthController } from './health.controller.js';
import { Heartbeat } from './heartbeat.entity.js';
import { ReadinessCheck } from './readiness.js';

/** Probes, metrics, and the registries other modules report to. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Heartbeat])],
  controllers: [HealthController],
  providers: [Canary, HealthWarnings, ReadinessCheck, Metrics],
  exports: [Canary, HealthWarnings, Metrics],
})
export class HealthModule {}
