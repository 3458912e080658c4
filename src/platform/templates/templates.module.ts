import { Global, Module } from '@nestjs/common';
import { Templates, templatesFolder } from './templates.js';

/** Handlebars templates of `templates/`, for every room that writes to people. */
@Global()
@Module({ providers: [{ provide: Templates, useFactory: () => new Templates(templatesFolder()) }], exports: [Templates] })
export class TemplatesModule {}
