import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/platform/ids/index.js';
import { type Someone, someone, startStorageApp, type StorageApp, upload } from '../support/attachments.js';
import { media } from '../support/media.js';

describe.each(['disk', 's3'] as const)('attachments on %s', (storage) => {
  let app: StorageApp;
  let curator: Someone;
  let executor: Someone;
  beforeAll(async () => {
    app = await startStorageApp(storage);
    curator = await someone(app, 'curator');
    executor = await someone(app, 'executor');
  });
  afterAll(() => app.close());

  const get = (path: string, headers: Record<string, string> = curator.headers) =>
    app.http.get(`/api/v1/attachments/${path}`).set(headers);

  it('takes a photo in, shows it to its uploader and lets it go', async () => {
    const photo = media.jpeg(Buffer.from('first'));
    const created = await upload(app, curator.headers, photo, { name: 'двор.jpg', type: 'image/png' });
    expect(created.status).toBe(201);
    const { id } = created.body as { id: string };
    const view = {
      id,
      fileName: 'двор.jpg',
      mediaType: 'image/jpeg',
      size: photo.length,
      sha256: sha256(photo),
      uploadedAt: '2020-06-17T10:00:00+10:00',
      subject: null,
      subjectId: null,
    };
    expect(created.body).toEqual(view);
    expect(await app.kept()).toContain(sha256(photo));
    expect(await app.spooled()).toEqual([]);
    expect((await get(id)).body).toEqual(view);

    const content = await get(`${id}/content`).buffer();
    expect(content.status).toBe(200);
    expect(content.body).toEqual(photo);
    expect(content.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(photo.length),
      'content-disposition': `inline; filename="____.jpg"; filename*=UTF-8''%D0%B4%D0%B2%D0%BE%D1%80.jpg`,
      etag: `"${sha256(photo)}"`,
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox`,
    });

    expect((await app.http.delete(`/api/v1/attachments/${id}`).set(curator.headers)).status).toBe(204);
    expect((await get(id)).status).toBe(404);
    expect((await get(`${id}/content`)).status).toBe(404);
    expect(await app.kept()).not.toContain(sha256(photo));
  });

  it('is for its uploader alone until it is bound; for others there is none', async () => {
    const { id } = (await upload(app, executor.headers, media.gif())).body as { id: string };
    for (const path of [id, `${id}/content`]) {
      expect((await get(path, executor.headers)).status).toBe(200);
      expect((await get(path)).body).toMatchObject({ status: 404, code: 'not-found' });
      expect((await get(path, {})).status).toBe(401);
    }
    expect((await app.http.delete(`/api/v1/attachments/${id}`).set(curator.headers)).status).toBe(404);
    expect((await get(id, executor.headers)).status).toBe(200);
    expect((await get('not-an-id')).status).toBe(400);
  });

  it('serves a picture that is also a page as a picture in which nothing runs', async () => {
    const polyglot = media.jpeg(Buffer.from('<html><script>alert(1)</script></html>'));
    const { body } = await upload(app, curator.headers, polyglot, { name: 'page.html', type: 'text/html' });
    const { headers } = await get(`${(body as { id: string }).id}/content`).buffer();
    expect(headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['content-disposition']).toContain('filename="page.html.jpg"');
  });

  it('serves parts of the content', async () => {
    const video = media.webm();
    const { id } = (await upload(app, curator.headers, video)).body as { id: string };
    const part = (range: string, headers: Record<string, string> = {}) =>
      get(`${id}/content`)
        .set({ range, ...headers })
        .buffer();
    const first = await part('bytes=0-3');
    expect([first.status, first.headers['content-range'], first.headers['content-length']]).toEqual([
      206,
      `bytes 0-3/${video.length}`,
      '4',
    ]);
    expect(first.body).toEqual(video.subarray(0, 4));
    expect((await part('bytes=-5')).body).toEqual(video.subarray(-5));
    expect((await part('bytes=7-')).body).toEqual(video.subarray(7));
    expect((await part('bytes=0-1,3-4')).body).toEqual(video);

    const outside = await part(`bytes=${video.length}-`);
    expect([outside.status, outside.headers['content-range']]).toEqual([416, `bytes */${video.length}`]);
    expect((await part('bytes=0-3', { 'if-range': `"${sha256(video)}"` })).status).toBe(206);
    expect((await part('bytes=0-3', { 'if-range': '"another"' })).status).toBe(200);
    const opened = app.s3?.requests.length;
    const known = await get(`${id}/content`).set('if-none-match', `"${sha256(video)}"`);
    expect([known.status, known.text]).toEqual([304, '']);
    expect(app.s3?.requests.length).toBe(opened);
    const head = await app.http.head(`/api/v1/attachments/${id}/content`).set(curator.headers);
    expect([head.status, head.headers['content-length']]).toEqual([200, String(video.length)]);
  });

  it('keeps equal bytes once, whoever sends them when, until the last is gone', async () => {
    const photo = media.png(Buffer.from('the same bytes'));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => upload(app, (i % 2 ? curator : executor).headers, photo)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const ids = answers.map(({ body }) => (body as { id: string }).id);
    expect(new Set(ids).size).toBe(6);
    expect((await app.kept()).filter((name) => name === sha256(photo))).toHaveLength(1);
    const remove = async (i: number) =>
      expect(
        (await app.http.delete(`/api/v1/attachments/${ids[i]}`).set((i % 2 ? curator : executor).headers)).status,
      ).toBe(204);
    await Promise.all([0, 1, 2, 3, 4].map(remove));
    expect((await get(`${ids[5]}/content`).buffer()).body).toEqual(photo);
    await remove(5);
    expect(await app.kept()).not.toContain(sha256(photo));
  });
});
