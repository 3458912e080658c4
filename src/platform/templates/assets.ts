import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { sha256 } from '../ids/index.js';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A style sheet, script or picture of the pages. */
export interface Asset {
  content: Buffer;
  type: string;
  /** Names these very contents; also the entity tag. */
  version: string;
  /** Where pages find it: another content has another address, so that browsers may keep it for ever. */
  address: string;
}

/**
 * The files of `templates/assets`, read once.
 * @throws Error for a kind of file pages do not use.
 */
export function loadAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const name of readdirSync(folder).toSorted()) {
    const type = types[extname(name)];
    if (!type) throw new Error(`${name} is no asset of a page`);
    const content = readFileSync(join(folder, name));
    const version = sha256(content).slice(0, 12);
    assets.set(name, { content, type, version, address: `/assets/${version}/${name}` });
  }
  return assets;
}
