import { FormData } from 'undici';
import { andThen, ok, type Outcome, rejected } from '../outcome.js';
import type { Photo, Session } from '../port.js';
import { type NetworkHttp, noAnswer } from '../wire/network-http.js';
import type { VkClient } from './vk-client.js';

interface Uploaded {
  photo: string;
  server: number;
  hash: string;
}

/** Uploads photos for a wall (an administrator's token does it) and names them as attachments. */
export async function uploadPhotos(http: NetworkHttp, client: VkClient, { ownerId, credentials }: Session, photos: readonly Photo[]): Promise<Outcome<string[]>> {
  const names: string[] = [];
  if (photos.length === 0) return ok(names);
  const user = credentials.find(({ kind }) => kind === 'user');
  if (!user) return rejected('unsupported', 'photos need an administrator of the community');
  for (const photo of photos) {
    const uploaded = await andThen(await client.read<{ upload_url: string }>(user, 'photos.getWallUploadServer', { group_id: ownerId }), ({ upload_url }) => upload(http, upload_url, photo));
    // Nothing that people see was written yet: a broken upload may be repeated.
    const saved = await andThen(uploaded, (file) =>
      client.read<{ owner_id: number; id: number }[]>(user, 'photos.saveWallPhoto', { group_id: ownerId, photo: file.photo, server: file.server, hash: file.hash }));
    if (saved.outcome !== 'ok') return saved;
    for (const { owner_id, id } of saved.value) names.push(`photo${owner_id}_${id}`);
  }
  return ok(names);
}

async function upload(http: NetworkHttp, url: string, { content, contentType, fileName }: Photo): Promise<Outcome<Uploaded>> {
  const body = new FormData();
  body.set('photo', new Blob([new Uint8Array(content)], { type: contentType }), fileName);
  const wired = await http.send({ method: 'POST', path: url, body, writes: false });
  if ('failure' in wired) return wired.failure;
  if (wired.answer.status !== 200) return noAnswer(wired.answer, false);
  const file = wired.answer.body as Uploaded;
  return file.photo && file.photo !== '[]' && file.hash ? ok(file) : rejected('content', 'the photo was not taken');
}
