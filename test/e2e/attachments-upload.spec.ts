import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/platform/ids/index.js';
import { Database } from '../../src/platform/database/index.js';
import { type Someone, someone, startStorageApp, type StorageApp, upload } from '../support/attachments.js';
import { eventually } from '../support/eventually.js';
import { media, otherFiles } from '../support/media.js';

const MB = 1024 * 1024;

describe.each(['disk', 's3'] as const)('uploads on %s', (storage) => {
  let app: StorageApp;
  let curator: Someone;
  beforeAll(async () => {
    app = await startStorageApp(storage);
    curator = await someone(app, 'curator');
  });
  afterAll(() => app.close());

  const get = (path: string, headers: Record<string, string> = curator.headers) =>
    app.http.get(`/api/v1/attachments/${path}`).set(headers);
  const rows = async (): Promise<number> =>
    Number((await app.get(Database).row<{ n: string }>(`SELECT count(*) AS n FROM attachment`))?.n);
  const post = () => app.http.post('/api/v1/attachments').set(curator.headers);
  /** Runs a refused upload and holds it to leaving nothing behind. */
  async function leavingNothing(act: () => Promise<void>): Promise<void> {
    const before = [await rows(), await app.kept()];
    await act();
    await eventually(async () => expect(await app.spooled()).toEqual([]));
    expect([await rows(), await app.kept()]).toEqual(before);
  }

  it('goes by content, never by name or header', async () => {
    await leavingNothing(async () => {
      for (const kind of Object.keys(otherFiles) as (keyof typeof otherFiles)[]) {
        const refused = await upload(app, curator.headers, otherFiles[kind](), {
          name: 'photo.jpg',
          type: 'image/jpeg',
        });
        expect([kind, refused.status, refused.body.code]).toEqual([kind, 415, 'attachment.type-not-allowed']);
      }
    });
    const plain = await upload(app, curator.headers, media.jpeg(), { name: 'notes.txt', type: 'text/plain' });
    expect(plain.body).toMatchObject({ mediaType: 'image/jpeg', fileName: 'notes.txt.jpg' });
    const video = await upload(app, curator.headers, media.mp4(), { name: 'evil.html', type: 'text/html' });
    expect(video.body).toMatchObject({ mediaType: 'video/mp4', fileName: 'evil.html.mp4' });
    const { headers } = await get(`${(video.body as { id: string }).id}/content`).buffer();
    expect(headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-disposition': expect.stringMatching(/^attachment; /),
    });
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

  it('reads the rest of a refused upload away, so that the connection goes on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const { hostname, port } = new URL(await app.app.getUrl());
      const send = (
        method: string,
        path: string,
        headers: Record<string, string>,
        body?: Buffer,
      ): Promise<number | undefined> =>
        new Promise((resolve, reject) => {
          const options = {
            agent,
            hostname,
            port,
            method,
            path: `/api/v1/attachments${path}`,
            headers: { ...curator.headers, ...headers },
          };
          httpRequest(options, (response) => response.resume().on('end', () => resolve(response.statusCode)))
            .on('error', reject)
            .end(body);
        });
      const form = Buffer.concat([
        Buffer.from(`--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n`),
        Buffer.alloc(20 * MB),
      ]);
      expect(await send('POST', '', { 'content-type': 'multipart/form-data; boundary=b' }, form)).toBe(413);
      expect(await send('GET', '/00000000-0000-7000-8000-000000000000', {})).toBe(404);
    } finally {
      agent.destroy();
    }
  });

  it('takes exactly one file and nothing else', async () => {
    await leavingNothing(async () => {
      const code = async (answer: PromiseLike<{ body: unknown }>) => ((await answer).body as { code: string }).code;
      expect(await code(upload(app, curator.headers, Buffer.alloc(0)))).toBe('attachment.empty');
      expect(await code(post().attach('a', media.gif(), 'a.gif').attach('b', media.png(), 'b.png'))).toBe(
        'attachment.one-file',
      );
      expect(await code(post().attach('a', media.gif(), 'a.gif').field('note', 'x'))).toBe('attachment.one-file');
      expect(await code(post().field('note', 'x'))).toBe('attachment.one-file');
      expect(await code(post().send({ file: 'x' }))).toBe('request.unsupported-media-type');
      expect(await code(post())).toBe('request.unsupported-media-type');
      expect(await code(post().set('content-type', 'multipart/form-data').send('x'))).toBe('attachment.interrupted');
      const many = Array.from({ length: 30 }, (_, i) => media.png(Buffer.alloc(100_000, i)));
      expect(await code(many.reduce((form, file, i) => form.attach(`f${i}`, file, `${i}.png`), post()))).toBe(
        'attachment.one-file',
      );
    });
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const form = (name: string) => `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
    const open = Buffer.concat([Buffer.from(form('a.jpg')), media.jpeg(Buffer.alloc(50_000))]);
    await leavingNothing(async () => {
      const unfinished = await post().set('content-type', 'multipart/form-data; boundary=b').send(open);
      expect(unfinished.body).toMatchObject({ status: 400, code: 'attachment.interrupted' });
      // The file is whole, but the form is not.
      const loose = await post()
        .set('content-type', 'multipart/form-data; boundary=b')
        .send(Buffer.concat([open, Buffer.from('\r\n--b\r\n')]));
      expect(loose.body).toMatchObject({ status: 400, code: 'attachment.interrupted' });

      const { port } = new URL(await app.app.getUrl());
      const head = Object.entries({
        ...curator.headers,
        host: 'x',
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': '9000000',
      });
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(
        `POST /api/v1/attachments HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`,
      );
      socket.write(open);
      await eventually(async () => expect(await app.spooled()).toHaveLength(1));
      socket.destroy();
    });
  });

  it('cannot be led out of its folder by a file name', async () => {
    const { hostname, port } = new URL(await app.app.getUrl());
    for (const [name, kept] of [
      ['../../../etc/passwd', 'passwd.png'],
      ['..\\..\\win.ini', 'win.ini.png'],
      ['/etc/x.png', 'x.png'],
      ['%2e%2e%2fa.png', '%2e%2e%2fa.png'],
    ]) {
      // Written by hand: clients clean the name themselves.
      const body = Buffer.concat([
        Buffer.from(`--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
        media.png(),
        Buffer.from('\r\n--b--\r\n'),
      ]);
      const answer = await new Promise<string>((resolve, reject) => {
        const headers = {
          ...curator.headers,
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': body.length,
        };
        httpRequest({ hostname, port, method: 'POST', path: '/api/v1/attachments', headers }, (response) => {
          response.setEncoding('utf8').on('data', resolve);
        })
          .on('error', reject)
          .end(body);
      });
      expect(JSON.parse(answer)).toMatchObject({ fileName: kept });
    }
    expect((await app.kept()).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });
});
