import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Review } from './review.entity.js';
import { Reviews } from './reviews.js';

/** Review of exact versions, whatever they are of. */
@Module({ imports: [TypeOrmModule.forFeature([Review])], providers: [Reviews], exports: [Reviews] })
export class ApprovalsModule {}
