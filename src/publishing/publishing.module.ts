import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Publication } from './publication.entity.js';
import { Publications } from './publications.js';

/** Publications: what went where, by whom. By hand here; the networks' interfaces come behind the same register. */
@Module({ imports: [TypeOrmModule.forFeature([Publication])], providers: [Publications], exports: [Publications] })
export class PublishingModule {}
