import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MovableClock, SystemClock } from '../platform/clock/index.js';

const kept = z.object({ offsetMs: z.number(), stories: z.int().min(0), peopled: z.boolean() });
type Kept = z.output<typeof kept>;

/** What the demo remembers between its starts beside the database: how far off its clock is, the stories told. */
export class DemoState {
  private constructor(
    private readonly file: string,
    private kept: Kept,
  ) {}

  /**
   * Reads what is remembered in `directory`, making it on first use, with the clock at `beginning` then.
   * @throws Error when the file is damaged.
   */
  static async open(directory: string, beginning: Date): Promise<DemoState> {
    await mkdir(directory, { recursive: true });
    const file = join(directory, 'demo.json');
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) return new DemoState(file, { offsetMs: offsetTo(beginning), stories: 0, peopled: false });
    try {
      return new DemoState(file, kept.parse(JSON.parse(text)));
    } catch {
      throw new Error(`${file} is damaged: delete the folder ${directory} to begin anew`);
    }
  }

  /** A clock that goes on from where the demo's clock is: it runs while the demo is switched off too. */
  clock(): MovableClock {
    return MovableClock.running(this.kept.offsetMs);
  }

  /** Stories told before. */
  get stories(): number {
    return this.kept.stories;
  }

  /** Whether the invented messages are loaded and lived through. */
  get peopled(): boolean {
    return this.kept.peopled;
  }

  saveClock(now: Date): Promise<void> {
    return this.save({ offsetMs: offsetTo(now) });
  }

  save(changes: Partial<Kept>): Promise<void> {
    this.kept = { ...this.kept, ...changes };
    return this.write();
  }

  private async write(): Promise<void> {
    // A crash leaves the old file or the new one, never half of it.
    await writeFile(`${this.file}.new`, JSON.stringify(this.kept));
    await rename(`${this.file}.new`, this.file);
  }
}

const offsetTo = (now: Date): number => now.getTime() - new SystemClock().now().getTime();
