import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Whether a ZIP archive unpacks into no more than `most` bytes: by unpacking it, for what an archive says of its own sizes
 * may be a lie. False also for what is no archive, or one of a kind spreadsheets do not write.
 */
export async function checkArchive(content: Buffer, most: number): Promise<boolean> {
  const end = endRecord(content);
  if (end === null) return false;
  const count = content.readUInt16LE(end + 10);
  let at = content.readUInt32LE(end + 16);
  let left = most;
  try {
    for (let i = 0; i < count; i += 1) {
      if (content.readUInt32LE(at) !== ENTRY) return false;
      const method = content.readUInt16LE(at + 10);
      const packed = content.readUInt32LE(at + 20);
      const local = content.readUInt32LE(at + 42);
      const start = local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
      const data = content.subarray(start, start + packed);
      if (method !== STORED && method !== DEFLATED) return false;
      left -= method === STORED ? data.length : (await inflate(data, { maxOutputLength: Math.max(left, 1) })).length;
      if (left < 0) return false;
      at += 46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
    }
    return true;
  } catch {
    // Longer than what is left, damaged, or beyond the end of the file.
    return false;
  }
}

/** Where the directory's end record stands: within the last 64 KiB. */
function endRecord(content: Buffer): number | null {
  for (let at = content.length - 22; at >= Math.max(0, content.length - 65_557); at -= 1) {
    if (content.readUInt32LE(at) === END) return at;
  }
  return null;
}
