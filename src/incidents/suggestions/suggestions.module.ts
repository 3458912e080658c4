import { Module } from '@nestjs/common';
import { AssistanceController } from './assistance.controller.js';

/** Suggestions of `assistance` at the place where the work is done. */
@Module({ controllers: [AssistanceController] })
export class SuggestionsModule {}
