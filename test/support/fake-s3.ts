import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hexSha256, type S3Credentials, signatureFault } from './s3-signature.js';

/** A small S3: one bucket, path style, PUT GET HEAD DELETE of objects, signatures checked, errors in S3's XML. */
export interface FakeS3 extends S3Credentials {
  endpoint: string;
  bucket: string;
  /** The objects by key. */
  objects: Map<string, Buffer>;
  /** What was asked for, e.g. `PUT attachments/…`. */
  requests: string[];
  /** Answers the next `times` requests with this fault instead. `silence`: takes the request and says nothing; `break`: hangs up. */
  fail: (fault: 'InternalError' | 'SlowDown' | 'AccessDenied' | 'silence' | 'break', times?: number) => void;
  /** Runs before a request of this method is worked off; it waits for what this returns. */
  before: (method: string, act: () => Promise<void>) => void;
  close: () => Promise<void>;
}

/** HTTP status of each of S3's error codes used here. */
const statuses: Record<string, number> = {
  AccessDenied: 403,
  SignatureDoesNotMatch: 403,
  InvalidAccessKeyId: 403,
  RequestTimeTooSkewed: 403,
  AuthorizationHeaderMalformed: 400,
  InvalidRequest: 400,
  XAmzContentSHA256Mismatch: 400,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  InvalidRange: 416,
  InternalError: 500,
  SlowDown: 503,
};

/** Starts one on a free port. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const faults: string[] = [];
  const befores = new Map<string, () => Promise<void>>();
  const fake = {
    bucket: 'test-bucket',
    accessKey: 'AKIDEXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'ru-central1',
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const [, bucket, ...rest] = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/').split('/');
    const key = rest.join('/');
    requests.push(`${request.method} ${key}`);
    const fault = faults.shift();
    if (fault === 'silence') return;
    if (fault === 'break') return void request.socket.destroy();
    await befores.get(request.method ?? '')?.();
    const refused = fault ?? signatureFault(request, body, fake) ?? (bucket === fake.bucket ? null : 'NoSuchBucket');
    if (refused) refuse(request, response, refused);
    else serve(request, response, key, body);
  }

  function serve(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
    const object = objects.get(key);
    if (request.method === 'PUT') {
      if (request.headers['content-length'] === undefined) return refuse(request, response, 'MissingContentLength');
      objects.set(key, body);
      response.writeHead(200, { etag: `"${hexSha256(body).slice(0, 32)}"` }).end();
    } else if (request.method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(request, response, 'MethodNotAllowed');
    } else if (!object) {
      refuse(request, response, 'NoSuchKey');
    } else {
      const [, first, last] = /^bytes=(\d+)-(\d+)?$/.exec(request.headers.range ?? '') ?? [];
      const start = Number(first ?? 0);
      const end = Math.min(Number(last ?? object.length - 1), object.length - 1);
      if (start > end) return refuse(request, response, 'InvalidRange');
      const range = first === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${object.length}` };
      response.writeHead(first === undefined ? 200 : 206, {
        'content-length': end - start + 1,
        'accept-ranges': 'bytes',
        ...range,
      });
      response.end(request.method === 'HEAD' ? undefined : object.subarray(start, end + 1));
    }
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    ...fake,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests,
    fail: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    before: (method, act) => void befores.set(method, act),
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, code: string): void {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message><RequestId>0</RequestId></Error>`;
  response.writeHead(statuses[code] ?? 500, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(xml),
  });
  response.end(request.method === 'HEAD' ? undefined : xml);
}
