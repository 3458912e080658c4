/** One method of an `Authentication-Results` field. */
export interface MethodResult {
  method: string;
  result: string;
  /** `header.d`, `smtp.mailfrom`, … in lower case. */
  properties: Record<string, string>;
}

/**
 * Reads an `Authentication-Results` field (RFC 8601).
 * @returns null when it is none, or its comments or quotes do not end.
 */
export function parseResults(value: string): { authserv: string; results: MethodResult[] } | null {
  const bare = withoutComments(value);
  if (bare === null) return null;
  const [first = '', ...rest] = bare.split(';');
  const authserv = /^\s*"?([^\s";]+)"?(?:\s+\d+)?\s*$/.exec(first)?.[1]?.toLowerCase();
  if (!authserv) return null;
  const results = rest.flatMap((part): MethodResult[] => {
    const [, method, result, tail = ''] = /^\s*([a-z0-9-]+)(?:\/\d+)?\s*=\s*([a-z0-9-]+)(.*)$/is.exec(part) ?? [];
    if (!method || !result) return [];
    const properties = [...tail.matchAll(/([a-z0-9-]+\.[a-z0-9-]+)\s*=\s*("[^"]*"|\S+)/gi)].map(([, name = '', content = '']) => [name.toLowerCase(), content.replaceAll('"', '').toLowerCase()]);
    return [{ method: method.toLowerCase(), result: result.toLowerCase(), properties: Object.fromEntries(properties) as Record<string, string> }];
  });
  return { authserv, results };
}

function withoutComments(value: string): string | null {
  let [depth, quoted, kept] = [0, false, ''];
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] as string;
    if (character === '\\') at += 1;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (character === '(' && !quoted) depth += 1;
    else if (character === ')' && !quoted && depth > 0) depth -= 1;
    if (depth === 0 && character !== ')') kept += character;
  }
  return depth === 0 && !quoted ? kept : null;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Relaxed alignment (RFC 7489, 3.1): the same domain, or one within the other. */
export const aligned = (domain: string, from: string): boolean =>
  domain !== '' && domain.includes('.') && (domain === from || from.endsWith(`.${domain}`) || domain.endsWith(`.${from}`));

/** What methods say of a `From` address: passed in its own name, failed, or nothing. */
export function verdictOf(results: readonly MethodResult[], from: string): 'pass' | 'fail' | 'none' {
  const domain = domainOf(from);
  const of = (method: string) => results.filter((result) => result.method === method);
  const dmarc = of('dmarc').filter(({ properties }) => !properties['header.from'] || aligned(properties['header.from'], domain));
  if (dmarc.some(({ result }) => result === 'fail')) return 'fail';
  const passed =
    dmarc.some(({ result, properties }) => result === 'pass' && properties['header.from']) ||
    of('dkim').some(({ result, properties }) => result === 'pass' && aligned(properties['header.d'] ?? domainOf(properties['header.i'] ?? ''), domain)) ||
    of('spf').some(({ result, properties }) => result === 'pass' && aligned(domainOf(properties['smtp.mailfrom'] ?? ''), domain)) ||
    // Handed in at the own server by the very user (RFC 4954).
    of('auth').some(({ result, properties }) => result === 'pass' && properties['smtp.auth'] === from);
  if (passed) return 'pass';
  // A broken signature of somebody else's (a list, a relay) disproves nothing.
  const own = of('dkim').filter(({ properties }) => aligned(properties['header.d'] ?? domainOf(properties['header.i'] ?? from), domain));
  return [...own, ...of('spf')].some(({ result }) => /^(?:fail|softfail|permerror|hardfail)$/.test(result)) ? 'fail' : 'none';
}
