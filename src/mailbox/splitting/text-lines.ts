import { type BodyLine, tidy } from './body-line.js';

/** `>`, `> >`, and The Bat!'s `АП>` with the initials of whoever is quoted. */
const QUOTED = /^ {0,3}(?:\p{Lu}{1,4})?>+ ?(?:> ?)*/u;

/** Lines of a plain body. */
export function textLines(body: string): BodyLine[] {
  return body.split(/\r\n|\r|\n/).map((raw) => {
    const line = tidy(raw);
    const quoted = QUOTED.exec(line);
    return { text: quoted ? line.slice(quoted[0].length) : line, quoted: quoted !== null, signature: false, cut: false };
  });
}
