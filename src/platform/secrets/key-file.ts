import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { newId } from '../ids/index.js';

/**
 * The installation's key, kept in `directory/secret.key` (mode 0600) and made on first use.
 * Several processes may start at once: the file is written whole under a name of its own and then linked into place,
 * which succeeds for one of them; the others read that one's key.
 * @throws Error with one clear line when the file holds no key.
 */
export async function keyFromFile(directory: string): Promise<{ key: Buffer; made: boolean }> {
  const path = join(directory, 'secret.key');
  const made = !(await exists(path)) && (await make(directory, path));
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length !== 32) throw new Error(`${path} must hold 32 bytes in base64`);
  return { key, made };
}

async function make(directory: string, path: string): Promise<boolean> {
  await mkdir(directory, { recursive: true });
  const own = `${path}.${newId()}`;
  const file = await open(own, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(own);
  }
}

const exists = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
