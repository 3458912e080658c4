import { Parser } from 'htmlparser2';
import { belongsTo, networks } from '../../networks/index.js';
import { type BodyLine, ownLine, tidy } from './body-line.js';
import { introAt } from './intros.js';

/** What an element does to the lines inside it. */
interface Frame {
  name: string;
  quote: boolean;
  signature: boolean;
  hidden: boolean;
  /** Ends its last line. */
  block: boolean;
  /** Leaves an empty line after itself. */
  apart: boolean;
  /** Where a link leads, and at which piece of the line its words begin. */
  link: { href: string; from: number } | null;
  /** Entries so far, where it is a numbered list. */
  entries: number | null;
}

const BLOCKS = new Set('address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody thead tr ul'.split(' '));
const HIDDEN = new Set(['head', 'style', 'script', 'title', 'template', 'noscript', 'object', 'svg']);
const VOID = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'col', 'area', 'base', 'embed', 'source']);
const QUOTE_CLASS = /(?:^|[\s_-])(?:gmail_quote|mailru-blockquote|yandex_quote|protonmail_quote|yahoo_quoted|tutanota_quote|moz-cite)/i;
const SIGNATURE_NAME =
  /(?:^|\s)(?:gmail_signature|moz-signature|[Ss]ignature|_rc_sig|composer_signature|ms-outlook-mobile-signature|mail-app-auto-default-signature|AppleMailSignature|protonmail_signature_block)(?:\s|$)/;
/** Outlook's header of the letter below, on the web and on the desktop. */
const CUT_ID = /^(?:x_)*(?:divRplyFwdMsg|OLK_SRC_BODY_SECTION)$/;
const CUT_STYLE = /border-top\s*:\s*(?:solid\s+#(?:E1E1E1|B5C4DF)|#(?:E1E1E1|B5C4DF)\s)/i;
/** Deeper than any client nests; what is deeper is read as if it were not. */
const DEEPEST = 500;

/** Lines of an HTML body, with the marks its client left: what is quoted, what is a signature, where the answered letter begins. */
export function htmlLines(html: string): BodyLine[] {
  const reader = new HtmlReader();
  const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true });
  parser.write(html);
  parser.end();
  return reader.lines();
}

class HtmlReader {
  private readonly done: BodyLine[] = [];
  private readonly frames: Frame[] = [];
  /** The line so far, in the pieces it came in: a letter can come in hundreds of thousands, and none of them is looked at twice. */
  private pieces: string[] = [];
  private spaced = false;
  private currentFrame: { quoted: boolean; signature: boolean } | null = null;
  private cutting = false;
  private tooDeep = 0;

  onopentag(name: string, attributes: Record<string, string>): void {
    if (VOID.has(name)) {
      if (name === 'br') this.endLine(true);
      else if (name === 'hr') this.endLine(false);
      return;
    }
    if (this.frames.length >= DEEPEST) {
      this.tooDeep += 1;
      return;
    }
    const block = BLOCKS.has(name) && !(this.isBullet && this.frames.at(-1)?.name === 'li');
    const { class: names = '', id = '', style = '', href = '' } = attributes;
    const apart = name === 'p' && !/MsoNormal|MsoPlainText|x_Mso/i.test(names);
    if (block) this.endLine(false);
    if (apart) this.blank();
    const quote = name === 'blockquote' ? this.isQuotation(attributes) : names.split(/\s+/).includes('moz-cite-prefix') || names.split(/\s+/).includes('gmail_attr');
    if ((CUT_ID.test(id) || CUT_STYLE.test(style)) && !this.quoting) {
      this.cutting = true;
    }
    const signature = SIGNATURE_NAME.test(names) || SIGNATURE_NAME.test(id) || 'data-signature-widget' in attributes || attributes['data-smartmail'] === 'gmail_signature';
    const hidden = HIDDEN.has(name) || /display\s*:\s*none/i.test(style);
    const list = this.frames.at(-1);
    this.frames.push({ name, quote, signature, hidden, block, apart, link: name === 'a' ? { href, from: this.pieces.length } : null, entries: name === 'ol' ? 0 : null });
    if (name === 'li') this.add(list && list.entries !== null ? `${(list.entries += 1)}. ` : '- ');
    if (name === 'td' || name === 'th') this.add(this.pieces.length === 0 ? '' : ' ');
  }

  onclosetag(name: string): void {
    if (VOID.has(name)) return;
    if (this.tooDeep > 0) {
      this.tooDeep -= 1;
      return;
    }
    const frame = this.frames.pop();
    if (!frame) return;
    if (frame.link) this.tellLink(frame.link);
    if (frame.block) this.endLine(false, frame);
    if (frame.apart) this.blank();
  }

  ontext(text: string): void {
    if (this.frames.some(({ hidden }) => hidden)) return;
    const pre = this.frames.some(({ name }) => name === 'pre');
    if (!pre) {
      this.add(text.replaceAll(/[ \t\r\n\f]+/g, ' '));
      return;
    }
    text.split('\n').forEach((line, at) => {
      if (at > 0) this.endLine(true);
      this.add(line);
    });
  }

  lines(): BodyLine[] {
    this.endLine(false);
    return this.done;
  }

  /** A link behind other words («здесь») is shown beside them, where it leads into a social network: it may be the answer's. */
  private tellLink({ href, from }: { href: string; from: number }): void {
    const words = this.pieces.slice(from).join('').trim();
    if (words === '' || /[./]\S/.test(words) || !URL.canParse(href) || !networks.some((network) => belongsTo(network, href))) return;
    this.add(`${this.spaced ? '' : ' '}<${href}>`);
  }

  /** The line so far is the mark of a list's entry and nothing else. */
  private get isBullet(): boolean {
    return this.pieces.length === 1 && /^(?:-|\d+\.) $/.test(this.pieces[0] as string);
  }

  private get quoting(): boolean {
    return this.frames.some(({ quote }) => quote);
  }

  private add(text: string): void {
    const added = this.pieces.length === 0 || this.spaced ? text.replace(/^ /, '') : text;
    if (text === '') return;
    this.currentFrame ??= { quoted: this.quoting, signature: this.frames.some(({ signature }) => signature) };
    if (added === '') return;
    this.pieces.push(added);
    this.spaced = added.endsWith(' ');
  }

  /** @param even whether an empty line is a line too (`<br>`). */
  private endLine(even: boolean, closing: Frame | null = null): void {
    const line = this.pieces.join('');
    const text = tidy(line);
    this.pieces = [];
    this.spaced = false;
    // `<div>&nbsp;</div>` is how some clients write an empty line.
    if (text === '' && !even && !line.includes('\u00A0')) {
      this.currentFrame = null;
      return;
    }
    const { quoted, signature } = this.currentFrame ?? {
      quoted: this.quoting || (closing?.quote ?? false),
      signature: this.frames.some((frame) => frame.signature) || (closing?.signature ?? false),
    };
    this.done.push({ text, quoted, signature, cut: this.cutting });
    this.cutting = false;
    this.currentFrame = null;
  }

  private blank(): void {
    const last = this.done.at(-1);
    if (last && last.text !== '') this.done.push({ ...ownLine(''), quoted: this.quoting });
  }

  /** An element of quotation also serves to indent one's own words: only what a client marks or introduces is quoted. */
  private isQuotation({ type, class: names = '', style = '', cite, id = '' }: Record<string, string>): boolean {
    if (type === 'cite' || cite !== undefined || QUOTE_CLASS.test(names) || QUOTE_CLASS.test(id) || /border-left/i.test(style)) return true;
    const before = this.done.slice(-8).filter(({ text }) => text !== '').slice(-3);
    return before.some((_, at) => at + (introAt(before, at)?.length ?? Number.NaN) === before.length);
  }
}
