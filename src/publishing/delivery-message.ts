import { Inject, Injectable } from '@nestjs/common';
import { AttachmentFiles } from '../attachments/index.js';
import type { Message } from '../networks/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import type { Delivery } from './delivery.entity.js';
import { PublicFiles } from './public-files.js';

/** A delivery as the message an adapter takes, its photos with it. */
@Injectable()
export class DeliveryMessage {
  constructor(
    private readonly files: AttachmentFiles,
    private readonly links: PublicFiles,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws StorageError when a photo cannot be read now. */
  async of({ id, text, attachmentIds }: Pick<Delivery, 'id' | 'text' | 'attachmentIds'>): Promise<Message> {
    const files = await this.files.read(attachmentIds);
    return {
      text, key: id,
      photos: files.map(({ id: file, content, mediaType, fileName }) => ({
        content, contentType: mediaType, fileName, publicUrl: `${this.config.PUBLIC_URL.replace(/\/$/, '')}${this.links.path(file)}`,
      })),
    };
  }
}
