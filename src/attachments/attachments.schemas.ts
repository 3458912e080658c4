import { z } from 'zod';
import { isoOffset } from '../platform/http/index.js';
import type { Attachment } from './attachment.entity.js';
import { allowedMediaTypes } from './media-types.js';

/** An attachment as everybody who may see it sees it. */
export const attachmentSchema = z
  .strictObject({
    id: z.uuid(),
    fileName: z.string().meta({ description: 'Имя файла' }),
    mediaType: z
      .enum(allowedMediaTypes as [string, ...string[]])
      .meta({ description: 'Тип, определённый по содержимому' }),
    size: z.int().meta({ description: 'Размер в байтах' }),
    sha256: z.string().meta({ description: 'Контрольная сумма содержимого SHA-256' }),
    uploadedAt: z.string().meta({ description: 'Когда загружено' }),
    subject: z.string().nullable().meta({ description: 'К чему приложено; null, пока не использовано' }),
    subjectId: z.uuid().nullable(),
  })
  .meta({ id: 'Attachment' });

export type AttachmentView = z.output<typeof attachmentSchema>;

/** What of an attachment is shown. */
export function attachmentView(attachment: Attachment): AttachmentView {
  const { id, fileName, mediaType, size, sha256, uploadedAt, subject, subjectId } = attachment;
  return { id, fileName, mediaType, size, sha256, uploadedAt: isoOffset(uploadedAt), subject, subjectId };
}
