import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { objectStorage, type StorageArea } from '../storage/index.js';
import { LetterAttachment } from './letter.entity.js';
import type { LetterFile } from './post.js';

/** The files of letters, from the database or the object storage. */
@Injectable()
export class LetterFiles {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Files of a letter in order, with their bytes.
   * @throws StorageError when the storage does not answer, ObjectMissing when it has lost one.
   */
  async of(letterId: string): Promise<LetterFile[]> {
    const rows = await this.db.reader.getRepository(LetterAttachment).find({ where: { letterId }, order: { position: 'ASC' } });
    const files: LetterFile[] = [];
    for (const row of rows) files.push({ fileName: row.fileName, mediaType: row.mediaType, content: await this.content(row) });
    return files;
  }

  private async content({ content, storageArea, storageKey }: LetterAttachment): Promise<Buffer> {
    if (content) return content;
    return buffer(await objectStorage(this.config, storageArea as StorageArea).get(storageKey as string));
  }
}
