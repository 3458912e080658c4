import { createReadStream } from 'node:fs';
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { sha256 } from '../ids/index.js';
import { AwsV4Signer } from 'aws4fetch';

/** Where the bucket is and how to sign for it. */
export interface S3Options {
  /** Address of the service, without the bucket. */
  endpoint: string;
  bucket: string;
  /** Prefix of the names; `attachments` when left out. */
  folder?: string;
  region: string;
  accessKey: string;
  secretKey: string;
  /** Longest silence of the service, milliseconds. */
  timeoutMs: number;
}

/** One request: what to do with which object. */
export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  key: string;
  headers?: Record<string, string>;
  /** File sent as the body. */
  file?: { path: string; size: number; sha256: string };
}

const EMPTY = sha256('');

/** Sends signed requests (AWS Signature Version 4, path style) over kept connections. */
export class S3Sender {
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  };
  private readonly keys = new Map<string, ArrayBuffer>();

  constructor(private readonly options: S3Options) {}

  /** Sends one request. @returns the answer, its body not yet read. @throws Error when the service is silent or breaks off. */
  async send({ method, key, headers = {}, file }: S3Request): Promise<IncomingMessage> {
    const { endpoint, bucket, region, accessKey, secretKey, timeoutMs } = this.options;
    // Signed by the machine's clock, not the product's: the service refuses a signature that is minutes off.
    const signed = await new AwsV4Signer({
      method,
      url: `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}/${key}`,
      // The hash of the body is signed, so the service itself refuses what was damaged on the way.
      headers: { ...headers, 'x-amz-content-sha256': file?.sha256 ?? EMPTY },
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: 's3',
      region,
      cache: this.keys,
    }).sign();
    const secure = signed.url.protocol === 'https:';
    const request = (secure ? httpsRequest : httpRequest)(signed.url, {
      method,
      agent: this.agents[secure ? 'https:' : 'http:'],
      headers: { ...Object.fromEntries(signed.headers), ...(file && { 'content-length': file.size }) },
    });
    const answer = answerOf(request, timeoutMs);
    if (!file) request.end();
    // A service may answer (and close) before it has read the whole body: the answer then says more than the broken pipe.
    else pipeline(createReadStream(file.path), request).catch((error: Error) => request.destroy(error));
    return answer;
  }

  /** Closes the kept connections. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }
}

function answerOf(request: ClientRequest, timeoutMs: number): Promise<IncomingMessage> {
  let answer: IncomingMessage | undefined;
  request.setTimeout(timeoutMs, () => {
    // Silence that our own slow reader causes is not the service's.
    if (answer && answer.readableLength > 0) request.socket?.setTimeout(timeoutMs);
    else (answer ?? request).destroy(new Error(`silent for ${timeoutMs} ms`));
  });
  return new Promise((resolve, reject) => {
    request.once('response', (response) => {
      answer = response;
      resolve(response);
    });
    request.on('error', reject);
  });
}
