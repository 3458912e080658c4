import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may sign requests to the fake service. */
export interface S3Credentials {
  accessKey: string;
  secretKey: string;
  region: string;
}

/** Largest difference between the signature's moment and the service's clock, as the real service allows. */
const MAX_SKEW_MS = 15 * 60_000;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
export const hexSha256 = (value: string | Buffer): string => createHash('sha256').update(value).digest('hex');

/**
 * Checks a request's AWS Signature Version 4 from the rules alone (no library shared with the client).
 * @returns S3's name of the fault, or null.
 */
export function signatureFault(request: IncomingMessage, body: Buffer, known: S3Credentials): string | null {
  const header = request.headers.authorization;
  if (!header) return 'AccessDenied';
  const [, accessKey, day, region, service, signedList, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    ) ?? [];
  if (!day || !signedList || !signature) return 'AuthorizationHeaderMalformed';
  if (accessKey !== known.accessKey) return 'InvalidAccessKeyId';
  if (region !== known.region || service !== 's3') return 'AuthorizationHeaderMalformed';

  const moment = String(request.headers['x-amz-date'] ?? '');
  const [, year, month, date, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(moment) ?? [];
  if (!moment.startsWith(day)) return 'AuthorizationHeaderMalformed';
  const signedAt = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
  if (!(Math.abs(Date.now() - signedAt) <= MAX_SKEW_MS)) return 'RequestTimeTooSkewed';

  const signed = signedList.split(';');
  const amz = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'));
  if (!signed.includes('host') || amz.some((name) => !signed.includes(name))) return 'AccessDenied';
  const payload = request.headers['x-amz-content-sha256'];
  if (payload === undefined) return 'InvalidRequest';
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hexSha256(body)) return 'XAmzContentSHA256Mismatch';

  const canonical = [
    request.method,
    canonicalPath(request.url ?? '/'),
    canonicalQuery(request.url ?? '/'),
    ...signed.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replaceAll(/\s+/g, ' ')}`,
    ),
    '',
    signedList,
    payload,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', moment, `${day}/${region}/s3/aws4_request`, hexSha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${known.secretKey}`, day), region), 's3'), 'aws4_request');
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalPath = (url: string): string =>
  (url.split('?')[0] ?? '/')
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');

const canonicalQuery = (url: string): string =>
  [...new URLSearchParams(url.split('?')[1] ?? '')]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
