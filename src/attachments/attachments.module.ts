import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StorageModule } from '../platform/storage/index.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentPolicies } from './attachment-policies.js';
import { AttachmentsController } from './attachments.controller.js';
import { Attachments } from './attachments.js';
import { DeleteAttachment } from './delete-attachment.js';
import { ObjectCleaner } from './object-cleaner.js';
import { PurgeAttachments } from './purge-attachments.js';
import { ReadAttachment } from './read-attachment.js';
import { TakeFile } from './take-file.js';
import { UploadAttachment } from './upload-attachment.js';

/** Photos and videos of records, drafts and replies. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment]), StorageModule],
  controllers: [AttachmentsController],
  providers: [
    Attachments,
    AttachmentFiles,
    AttachmentPolicies,
    UploadAttachment,
    ReadAttachment,
    DeleteAttachment,
    PurgeAttachments,
    ObjectCleaner,
    TakeFile,
  ],
  exports: [Attachments, AttachmentFiles, AttachmentPolicies, TakeFile],
})
export class AttachmentsModule {}
