import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../platform/database/index.js';
import { ObjectStorage } from '../platform/storage/index.js';
import { Attachment } from './attachment.entity.js';

/** An attachment with its bytes. */
export interface AttachmentFile {
  id: string;
  fileName: string;
  mediaType: string;
  content: Buffer;
}

/** Contents of attachments for the product's own use: whoever asks has the right already. */
@Injectable()
export class AttachmentFiles {
  constructor(
    private readonly db: Database,
    private readonly storage: ObjectStorage,
  ) {}

  /** Whether all of them are photos, which every network takes in some way. */
  async arePhotos(ids: readonly string[]): Promise<boolean> {
    const rows = ids.length > 0 ? await this.db.reader.getRepository(Attachment).findBy({ id: In([...ids]) }) : [];
    return rows.every(({ mediaType }) => mediaType.startsWith('image/'));
  }

  /** Files in the order of `ids`; what does not exist is left out. @throws StorageError. */
  async read(ids: readonly string[]): Promise<AttachmentFile[]> {
    if (ids.length === 0) return [];
    const rows = await this.db.reader.getRepository(Attachment).findBy({ id: In([...ids]), state: 'stored' });
    const files: AttachmentFile[] = [];
    for (const id of ids) {
      const row = rows.find((candidate) => candidate.id === id);
      if (!row) continue;
      const chunks: Buffer[] = [];
      for await (const chunk of await this.storage.get(row.sha256)) chunks.push(chunk as Buffer);
      files.push({ id, fileName: row.fileName, mediaType: row.mediaType, content: Buffer.concat(chunks) });
    }
    return files;
  }
}
