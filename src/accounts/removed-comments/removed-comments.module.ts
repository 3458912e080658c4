import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../../attachments/index.js';
import { AccountsModule } from '../accounts.module.js';
import { CorrectRemoval } from './correct-removal.js';
import { ExportRemovals } from './export-removals.js';
import { RecordRemoval } from './record-removal.js';
import { RemovalAttachments } from './removal-attachments.js';
import { RemovalReader } from './removal-reader.js';
import { RemovalRecord } from './removal-record.js';
import { RemovedComment } from './removed-comment.entity.js';
import { RemovedCommentsController } from './removed-comments.controller.js';

/** The log of comments removed from official accounts. */
@Module({
  imports: [TypeOrmModule.forFeature([RemovedComment]), AccountsModule, AttachmentsModule],
  controllers: [RemovedCommentsController],
  providers: [RemovalReader, RemovalRecord, RecordRemoval, CorrectRemoval, ExportRemovals, RemovalAttachments],
  exports: [RecordRemoval],
})
export class RemovedCommentsModule {}
