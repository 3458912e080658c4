import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { pagePolicy } from './html-form.js';
import { type Format, mediaTypes } from './render-forms.js';

/** A form to be saved as a file. */
export function fileAnswer(content: Readable, format: Format, name: string, reply: FastifyReply): StreamableFile {
  void reply.headers({
    'content-type': mediaTypes[format],
    'content-disposition': `${format === 'pdf' || format === 'json' ? 'inline' : 'attachment'}; filename="${name}"`,
    'x-content-type-options': 'nosniff',
  });
  return new StreamableFile(content);
}

/** The page itself, allowed its own style and nothing else. */
export async function htmlAnswer(content: Readable, reply: FastifyReply): Promise<StreamableFile> {
  const page = await buffer(content);
  void reply.headers({ 'content-type': mediaTypes.html, 'content-security-policy': pagePolicy(page.toString('utf8')) });
  return new StreamableFile(page);
}
