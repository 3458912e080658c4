import { Module } from '@nestjs/common';
import { ExecutorsModule } from '../../executors/index.js';
import { IncidentsModule } from '../incidents.module.js';
import { AssistanceController } from './assistance.controller.js';
import { IncidentSuggestionsController } from './incident-suggestions.controller.js';
import { SuggestRouting } from './suggest-routing.js';

/** Suggestions of `assistance` at the place where the work is done. */
@Module({ imports: [IncidentsModule, ExecutorsModule], controllers: [AssistanceController, IncidentSuggestionsController], providers: [SuggestRouting] })
export class SuggestionsModule {}
