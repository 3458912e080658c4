import { crc32, deflateSync } from 'node:zlib';

/**
 * Tiny whole files of every kind that may be attached, made here; `filling` is carried inside
 * (a comment, a text chunk, a free box), so that files can be made different, or large.
 */
export const media = {
  png: (filling: Buffer = Buffer.alloc(0)): Buffer =>
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
      chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), filling])),
      chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
      chunk('IEND', Buffer.alloc(0)),
    ]),

  /** At most 65,533 bytes of filling: one comment segment. */
  jpeg: (filling: Buffer = Buffer.alloc(0)): Buffer =>
    Buffer.concat([
      Buffer.from('ffd8ffe000104a46494600010101004800480000', 'hex'),
      Buffer.from('fffe', 'hex'),
      uint(2, filling.length + 2),
      filling,
      Buffer.from(
        'ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f' +
          '101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005ffda0008010100003f00d2cf20ffd9',
        'hex',
      ),
    ]),

  gif: (): Buffer => Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  webp: (): Buffer => Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
  avif: (): Buffer => Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0avifmif1miaf')), box('mdat')]),
  heic: (): Buffer => Buffer.concat([box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')), box('mdat')]),
  mp4: (filling?: Buffer): Buffer =>
    Buffer.concat([box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41')), box('free', filling), box('mdat')]),
  mov: (filling?: Buffer): Buffer =>
    Buffer.concat([box('ftyp', Buffer.from('qt  \0\0\x02\0qt  ')), box('free', filling), box('mdat')]),
  webm: (docType = 'webm'): Buffer => {
    const type = Buffer.concat([
      Buffer.from('4282', 'hex'),
      Buffer.from([0x80 | docType.length]),
      Buffer.from(docType),
    ]);
    const header = Buffer.concat([
      Buffer.from('4286810142f7810142f2810442f38108', 'hex'),
      type,
      Buffer.from('4287810442858102', 'hex'),
    ]);
    return Buffer.concat([
      Buffer.from('1a45dfa3', 'hex'),
      Buffer.from([0x80 | header.length]),
      header,
      Buffer.from('1853806780', 'hex'),
    ]);
  },
  pdf: (filling: Buffer = Buffer.alloc(0)): Buffer =>
    Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%'), filling, Buffer.from('\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n')]),
  docx: (): Buffer => openXml('wordprocessingml.document.main', 'word/document.xml'),
  xlsx: (): Buffer => openXml('spreadsheetml.sheet.main', 'xl/workbook.xml'),
  pptx: (): Buffer => openXml('presentationml.presentation.main', 'ppt/presentation.xml'),
  odt: (): Buffer => archive({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<office/>' }),
};

/** Office Open XML says in its first entry what it is. */
const openXml = (main: string, part: string): Buffer =>
  archive({
    '[Content_Types].xml': `<Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${main}+xml"/></Types>`,
    [part]: '<x/>',
  });

/** A ZIP archive of stored entries. */
function archive(entries: Record<string, string>): Buffer {
  let at = 0;
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    files.push(Buffer.from('PK\x03\x04'), head, Buffer.from(name), data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), head, place, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length / 4, 4);
  end.writeUInt16LE(files.length / 4, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06'), end]);
}

/** Files that may not be attached, whatever they are called. */
export const otherFiles = {
  exe: (): Buffer => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(126), Buffer.from('PE\0\0'), Buffer.alloc(64)]),
  svg: (): Buffer =>
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  html: (): Buffer => Buffer.from('<!doctype html><script>alert(1)</script>'),
  pdfCutOff: (): Buffer => Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
  zip: (): Buffer => archive({ 'readme.txt': 'просто архив' }),
  docm: (): Buffer => archive({
    '[Content_Types].xml': '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
    'word/document.xml': '<x/>',
    'word/vbaProject.bin': 'x',
  }),
  zipCutOff: (): Buffer => media.docx().subarray(0, 60),
  matroska: (): Buffer => media.webm('matroska'),
  text: (): Buffer => Buffer.from('просто текст'),
};

function uint(bytes: number, value: number): Buffer {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(value, 0, bytes);
  return out;
}

/** A chunk of PNG. */
function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint(4, data.length), named, uint(4, crc32(named))]);
}

/** A box of ISO base media (MP4, MOV, HEIC, AVIF). */
const box = (type: string, data: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([uint(4, data.length + 8), Buffer.from(type, 'latin1'), data]);
