import { DiscoveryService } from '@nestjs/core';
import type { JobDefinition } from './job.js';

/** Marks the provider method that works off a job; it must be idempotent, for a job may run twice. */
export const HandlesJob = DiscoveryService.createDecorator<JobDefinition>();

/** Marks the provider method that the timetable calls under its name; one that returns `true` has more to do and is called again in its turn. */
export const Scheduled = DiscoveryService.createDecorator<string>();
