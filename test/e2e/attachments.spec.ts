import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/platform/ids/index.js';
import { Database } from '../../src/platform/database/index.js';
import { type Someone, someone, startStorageApp, type StorageApp, upload } from '../support/attachments.js';
import { eventually } from '../support/eventually.js';
import { media, otherFiles } from '../support/media.js';

const MB = 1024 * 1024;

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

  const get = (path: string, headers: Record<string, string> = curator.headers) => app.http.get(`/api/v1/attachments/${path}`).set(headers);
  const rows = async (): Promise<number> => Number((await app.get(Database).row<{ n: string }>(`SELECT count(*) AS n FROM attachment`))?.n);
  const post = () => app.http.post('/api/v1/attachments').set(curator.headers);
  /** Runs a refused upload and holds it to leaving nothing behind. */
  async function leavingNothing(act: () => Promise<void>): Promise<void> {
    const before = [await rows(), await app.kept()];
    await act();
    await eventually(async () => expect(await app.spooled()).toEqual([]));
    expect([await rows(), await app.kept()]).toEqual(before);
  }

  it('takes a photo in, shows it to its uploader and lets it go', async () => {
    const photo = media.jpeg(Buffer.from('first'));
    const created = await upload(app, curator.headers, photo, { name: 'двор.jpg', type: 'image/png' });
    expect(created.status).toBe(201);
    const { id } = created.body as { id: string };
    const view = {
      id, fileName: 'двор.jpg', mediaType: 'image/jpeg', size: photo.length, sha256: sha256(photo),
      uploadedAt: '2020-06-17T10:00:00+10:00', subject: null, subjectId: null,
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

  it('goes by content, never by name or header', async () => {
    await leavingNothing(async () => {
      for (const kind of Object.keys(otherFiles) as (keyof typeof otherFiles)[]) {
        const refused = await upload(app, curator.headers, otherFiles[kind](), { name: 'photo.jpg', type: 'image/jpeg' });
        expect([kind, refused.status, refused.body.code]).toEqual([kind, 415, 'attachment.type-not-allowed']);
      }
    });
    const plain = await upload(app, curator.headers, media.jpeg(), { name: 'notes.txt', type: 'text/plain' });
    expect(plain.body).toMatchObject({ mediaType: 'image/jpeg', fileName: 'notes.txt.jpg' });
    const video = await upload(app, curator.headers, media.mp4(), { name: 'evil.html', type: 'text/html' });
    expect(video.body).toMatchObject({ mediaType: 'video/mp4', fileName: 'evil.html.mp4' });
    const { headers } = await get(`${(video.body as { id: string }).id}/content`).buffer();
    expect(headers).toMatchObject({ 'content-type': 'video/mp4', 'content-disposition': expect.stringMatching(/^attachment; /) });
  });

  it('serves a picture that is also a page as a picture in which nothing runs', async () => {
    const polyglot = media.jpeg(Buffer.from('<html><script>alert(1)</script></html>'));
    const { body } = await upload(app, curator.headers, polyglot, { name: 'page.html', type: 'text/html' });
    const { headers } = await get(`${(body as { id: string }).id}/content`).buffer();
    expect(headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['content-disposition']).toContain('filename="page.html.jpg"');
  });

  it('limits photos and videos each by their own size, to the byte', async () => {
    const png = (size: number): Buffer => media.png(Buffer.alloc(size - media.png().length, 7));
    const mp4 = (size: number): Buffer => media.mp4(Buffer.alloc(size - media.mp4().length, 7));
    await leavingNothing(async () => {
      const photo = await upload(app, curator.headers, png(MB + 1));
      expect(photo.body).toMatchObject({ status: 413, code: 'attachment.too-large', maxMb: 1 });
      const video = await upload(app, curator.headers, mp4(2 * MB + 1));
      expect(video.body).toMatchObject({ status: 413, code: 'attachment.too-large', maxMb: 2 });
      const long = await upload(app, curator.headers, mp4(9 * MB));
      expect(long.body).toMatchObject({ status: 413, code: 'attachment.too-large', maxMb: 2 });
    });
    expect((await upload(app, curator.headers, png(MB))).body).toMatchObject({ size: MB });
    const video = await upload(app, curator.headers, mp4(2 * MB));
    expect(video.body).toMatchObject({ size: 2 * MB });
    const back = await get(`${(video.body as { id: string }).id}/content`).buffer();
    expect(sha256(back.body as Buffer)).toBe(sha256(mp4(2 * MB)));
  });

  it('takes exactly one file and nothing else', async () => {
    await leavingNothing(async () => {
      const code = async (answer: PromiseLike<{ body: unknown }>) => ((await answer).body as { code: string }).code;
      expect(await code(upload(app, curator.headers, Buffer.alloc(0)))).toBe('attachment.empty');
      expect(await code(post().attach('a', media.gif(), 'a.gif').attach('b', media.png(), 'b.png'))).toBe('attachment.one-file');
      expect(await code(post().attach('a', media.gif(), 'a.gif').field('note', 'x'))).toBe('attachment.one-file');
      expect(await code(post().field('note', 'x'))).toBe('attachment.one-file');
      expect(await code(post().send({ file: 'x' }))).toBe('request.unsupported-media-type');
      expect(await code(post())).toBe('request.unsupported-media-type');
      expect(await code(post().set('content-type', 'multipart/form-data').send('x'))).toBe('attachment.interrupted');
      const many = Array.from({ length: 30 }, (_, i) => media.png(Buffer.alloc(100_000, i)));
      expect(await code(many.reduce((form, file, i) => form.attach(`f${i}`, file, `${i}.png`), post()))).toBe('attachment.one-file');
    });
  });

  it('serves parts of the content', async () => {
    const video = media.webm();
    const { id } = (await upload(app, curator.headers, video)).body as { id: string };
    const part = (range: string, headers: Record<string, string> = {}) => get(`${id}/content`).set({ range, ...headers }).buffer();
    const first = await part('bytes=0-3');
    expect([first.status, first.headers['content-range'], first.headers['content-length']]).toEqual([206, `bytes 0-3/${video.length}`, '4']);
    expect(first.body).toEqual(video.subarray(0, 4));
    expect((await part('bytes=-5')).body).toEqual(video.subarray(-5));
    expect((await part('bytes=7-')).body).toEqual(video.subarray(7));
    expect((await part('bytes=0-1,3-4')).body).toEqual(video);

    const outside = await part(`bytes=${video.length}-`);
    expect([outside.status, outside.headers['content-range']]).toEqual([416, `bytes */${video.length}`]);
    expect((await part('bytes=0-3', { 'if-range': `"${sha256(video)}"` })).status).toBe(206);
    expect((await part('bytes=0-3', { 'if-range': '"another"' })).status).toBe(200);
    const known = await get(`${id}/content`).set('if-none-match', `"${sha256(video)}"`);
    expect([known.status, known.text]).toEqual([304, '']);
    const head = await app.http.head(`/api/v1/attachments/${id}/content`).set(curator.headers);
    expect([head.status, head.headers['content-length']]).toEqual([200, String(video.length)]);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const form = (name: string) => `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
    const open = Buffer.concat([Buffer.from(form('a.jpg')), media.jpeg(Buffer.alloc(50_000))]);
    await leavingNothing(async () => {
      const unfinished = await post().set('content-type', 'multipart/form-data; boundary=b').send(open);
      expect(unfinished.body).toMatchObject({ status: 400, code: 'attachment.interrupted' });
      // The file is whole, but the form is not.
      const loose = await post().set('content-type', 'multipart/form-data; boundary=b').send(Buffer.concat([open, Buffer.from('\r\n--b\r\n')]));
      expect(loose.body).toMatchObject({ status: 400, code: 'attachment.interrupted' });

      const { port } = new URL(await app.app.getUrl());
      const head = Object.entries({ ...curator.headers, host: 'x', 'content-type': 'multipart/form-data; boundary=b', 'content-length': '9000000' });
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(`POST /api/v1/attachments HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`);
      socket.write(open);
      await eventually(async () => expect(await app.spooled()).toHaveLength(1));
      socket.destroy();
    });
  });

  it('cannot be led out of its folder by a file name', async () => {
    const { hostname, port } = new URL(await app.app.getUrl());
    for (const [name, kept] of [['../../../etc/passwd', 'passwd.png'], ['..\\..\\win.ini', 'win.ini.png'], ['/etc/x.png', 'x.png'], ['%2e%2e%2fa.png', '%2e%2e%2fa.png']]) {
      // Written by hand: clients clean the name themselves.
      const body = Buffer.concat([
        Buffer.from(`--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`), media.png(), Buffer.from('\r\n--b--\r\n'),
      ]);
      const answer = await new Promise<string>((resolve, reject) => {
        const headers = { ...curator.headers, 'content-type': 'multipart/form-data; boundary=b', 'content-length': body.length };
        httpRequest({ hostname, port, method: 'POST', path: '/api/v1/attachments', headers }, (response) => {
          response.setEncoding('utf8').on('data', resolve);
        }).on('error', reject).end(body);
      });
      expect(JSON.parse(answer)).toMatchObject({ fileName: kept });
    }
    expect((await app.kept()).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });

  it('keeps equal bytes once, whoever sends them when, until the last is gone', async () => {
    const photo = media.png(Buffer.from('the same bytes'));
    const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => upload(app, (i % 2 ? curator : executor).headers, photo)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const ids = answers.map(({ body }) => (body as { id: string }).id);
    expect(new Set(ids).size).toBe(6);
    expect((await app.kept()).filter((name) => name === sha256(photo))).toHaveLength(1);
    const remove = async (i: number) =>
      expect((await app.http.delete(`/api/v1/attachments/${ids[i]}`).set((i % 2 ? curator : executor).headers)).status).toBe(204);
    await Promise.all([0, 1, 2, 3, 4].map(remove));
    expect((await get(`${ids[5]}/content`).buffer()).body).toEqual(photo);
    await remove(5);
    expect(await app.kept()).not.toContain(sha256(photo));
  });
});
