import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { readSheet } from '../../src/platform/sheets/index.js';

const soffice = spawnSync('sh', ['-c', 'command -v soffice']).stdout.toString().trim();

/** `describe` where the machine has LibreOffice; elsewhere the suite is shown as skipped, by its name. */
export const inSpreadsheet = soffice ? describe : describe.skip;

/** `;`, `"`, UTF-8, from the first row; the last mark has formulas run, as the spreadsheets of most people do unasked. */
const CSV = 'Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,0,true,false,true';

/** The cells a spreadsheet program shows of a CSV file it has opened; formulas in it are reckoned out. */
export async function openedAsSpreadsheet(csv: Buffer | string): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'otklik-office-'));
  try {
    await writeFile(join(folder, 'opened.csv'), csv);
    // A profile of its own: it neither waits for another one that runs, nor keeps anything.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    await promisify(execFile)(soffice, [profile, '--headless', '--norestore', `--infilter=${CSV}`, '--convert-to', 'xlsx', '--outdir', folder, join(folder, 'opened.csv')]);
    return await readSheet(await readFile(join(folder, 'opened.xlsx')), { rows: 10_000 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
