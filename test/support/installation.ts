import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { postmasterOf } from './postgres-server.js';
import { isRunning, Product } from './processes.js';

/** An installation with everything embedded, in a folder of its own. */
export class Installation {
  private constructor(readonly varDir: string) {}

  static async make(): Promise<Installation> {
    const varDir = await mkdtemp(join(tmpdir(), 'otklik-inst-'));
    // As root the server runs as another user, who must get there.
    await chmod(varDir, 0o755);
    return new Installation(varDir);
  }

  private get directory(): string {
    return join(this.varDir, 'postgres');
  }

  /** Files and folders of the cluster, also of one that is being made. */
  filesOfCluster(): number {
    const folders = ['cluster', 'cluster.new'].map((name) => join(this.directory, name)).filter((folder) => existsSync(folder));
    return folders.reduce((sum, folder) => sum + readdirSync(folder).length, 0);
  }

  /** Process id of the embedded server. */
  get postmaster(): number {
    return postmasterOf(join(this.directory, 'cluster'));
  }

  /** Connection string of the embedded server's database. */
  get databaseUrl(): string {
    const port = readFileSync(join(this.directory, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3];
    return `postgres://otklik:${readFileSync(join(this.directory, 'password'), 'utf8').trim()}@127.0.0.1:${port}/otklik`;
  }

  spawn(env: Record<string, string> = {}): Promise<Product> {
    return Product.spawn({ VAR_DIR: this.varDir, ...env });
  }

  start(env: Record<string, string> = {}): Promise<Product> {
    return Product.start({ VAR_DIR: this.varDir, ...env });
  }

  /** Kills what still runs and removes the folder. */
  async remove(): Promise<void> {
    await Product.killAll();
    try {
      const pid = this.postmaster;
      process.kill(pid, 'SIGKILL');
      await whenGone(pid);
    } catch {
      // Stopped already, as it should be.
    }
    await rm(this.varDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Waits until a process is gone. */
export const whenGone = (pid: number): Promise<void> =>
  eventually(() => {
    if (isRunning(pid)) throw new Error(`Process ${pid} still runs`);
  }, 20_000);
