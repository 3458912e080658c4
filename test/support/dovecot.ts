import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { eventually } from './eventually.js';
import { freePort, track } from './processes.js';

const hasDovecot = spawnSync('dovecot', ['--version']).status === 0;
/** Where Debian's packages put their users. */
const asRoot = process.getuid?.() === 0;
const idOf = (name: string, option: '-u' | '-g'): number => Number(spawnSync('id', [option, name], { encoding: 'utf8' }).stdout.trim());

/** `describe` where the machine has Dovecot; elsewhere the suite is shown as skipped, by its name. */
export const onDovecot = hasDovecot ? describe : describe.skip;

const PASSWORD = 'test-only';

/** An IMAP server of one suite's own: any user, mail in a folder of its own, no TLS, this machine alone. */
export class Dovecot {
  private process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly directory: string,
  ) {}

  static async start(): Promise<Dovecot> {
    const directory = await mkdtemp(join(tmpdir(), 'otklik-dovecot-'));
    await chmod(directory, 0o755);
    const port = await freePort();
    const [uid, gid] = asRoot ? [idOf('mail', '-u'), idOf('mail', '-g')] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    await mkdir(join(directory, 'mail'), { mode: 0o755 });
    if (asRoot) await chown(join(directory, 'mail'), uid, gid);
    const self = asRoot ? '' : `default_internal_user = ${uid}\ndefault_login_user = ${uid}\ndefault_internal_group = ${gid}\n`;
    await writeFile(
      join(directory, 'dovecot.conf'),
      `protocols = imap
listen = 127.0.0.1
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/log
mail_location = maildir:${directory}/mail/%u
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
auth_username_format = %Lu
${self}passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${directory}/mail/%u
}
service imap-login {
  ${asRoot ? '' : 'chroot =\n'}inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`,
    );
    const server = new Dovecot(port, directory);
    await server.up();
    return server;
  }

  /** `IMAP_URL` of a user's mailbox. */
  url(user: string): string {
    return `imap://${encodeURIComponent(user)}:${PASSWORD}@127.0.0.1:${this.port}/INBOX`;
  }

  /** Starts it (again) and waits until it lets somebody in. */
  async up(): Promise<void> {
    this.process = track(spawn('dovecot', ['-F', '-c', join(this.directory, 'dovecot.conf')], { stdio: 'ignore' }));
    await eventually(() => new Promise<void>((open, refused) => {
      const probe = connect(this.port, '127.0.0.1', () => {
        probe.destroy();
        open();
      }).once('error', refused);
    }), 20_000);
  }

  async stop(): Promise<void> {
    const { process: child } = this;
    if (!child || child.exitCode !== null || child.signalCode) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  /** Puts a letter into a user's mailbox, as the mail server that owns it would. */
  async deliver(user: string, raw: Buffer): Promise<void> {
    await this.as(user, (client) => client.append('INBOX', raw));
  }

  /** How many letters a user's mailbox holds, and how many of them were marked as read. */
  count(user: string): Promise<{ all: number; seen: number }> {
    return this.as(user, async (client) => {
      const { messages = 0, unseen = 0 } = (await client.status('INBOX', { messages: true, unseen: true })) as { messages?: number; unseen?: number };
      return { all: messages, seen: messages - unseen };
    });
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async as<T>(user: string, act: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({ host: '127.0.0.1', port: this.port, secure: false, auth: { user, pass: PASSWORD }, logger: false });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await act(client);
    } finally {
      await client.logout().catch(() => undefined);
      client.close();
    }
  }
}
