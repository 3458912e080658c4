import { resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from '../errors/index.js';
import { intakeVariables } from './intake-variables.js';
import { networkVariables } from './network-variables.js';
import { count, flag, url } from './variable.js';

/** Every environment variable the product reads, with its default. Times are in the unit the name says. */
export const configSchema = z.object({
  /** Which part of the product this process runs. */
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: count(0, 65_535).default(3000),
  /** How people reach the installation; used in links. */
  PUBLIC_URL: url('http:', 'https:').default('http://localhost:3000'),
  /** `X-Forwarded-*` headers are believed only when a proxy is in front. */
  TRUST_PROXY: flag.default(false),
  /** A real PostgreSQL; without it an embedded one runs under VAR_DIR. */
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_POOL: count(2, 200).default(20),
  /** A real Redis for BullMQ; without it BullMQ runs on PostgreSQL. */
  REDIS_URL: url('redis:', 'rediss:').optional(),
  /** Prefix of the queues, so that several installations can share one server. */
  QUEUE_PREFIX: z.string().regex(/^[a-z0-9-]{1,40}$/).default('otklik'),
  VAR_DIR: z.string().min(1).default('./var').transform((v) => resolve(v)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Opens `/metrics` and the details of `/health/ready`; without it they answer the machine's own network alone. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Time zone of the authorities that name none. */
  TIME_ZONE: z.string().default('Asia/Vladivostok').refine((v) => isTimeZone(v), 'is not a time zone'),
  /** Whether presidential-decree days (2020, 2021) stop the clock. */
  DECREE_DAYS: z.enum(['non-working', 'working']).default('non-working'),
  SESSION_IDLE_MINUTES: count(1, 1440).default(120),
  SESSION_ABSOLUTE_HOURS: count(1, 720).default(12),
  COOKIE_SECURE: flag.default(false),
  PASSWORD_MIN_LENGTH: count(8, 128).default(12),
  /** Memory of one password hash, KiB; passes follow from it, so that no value is weaker than OWASP's minimum. */
  ARGON2_MEMORY_KIB: count(7168, 1_048_576).default(19_456),
  LOGIN_MAX_FAILURES: count(1, 100).default(5),
  LOGIN_LOCKOUT_MINUTES: count(1, 1440).default(15),
  LOGIN_PER_MINUTE: count(1, 10_000).default(20),
  /** Key that encrypts secrets at rest, 32 bytes in base64; without it one is kept in VAR_DIR. */
  SECRET_KEY: z.string().refine((v) => Buffer.from(v, 'base64').length === 32, 'must be 32 bytes in base64').optional(),
  /** The key before the present one: opens what it sealed while everything is sealed anew. */
  SECRET_KEY_PREVIOUS: z.string().refine((v) => Buffer.from(v, 'base64').length === 32, 'must be 32 bytes in base64').optional(),
  /** First administrator, created when there is no user yet. */
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(1).optional(),
  STORAGE: z.enum(['disk', 's3']).default('disk'),
  S3_ENDPOINT: url('http:', 'https:').optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY: z.string().min(1).optional(),
  S3_SECRET_KEY: z.string().min(1).optional(),
  /** How long the service may be silent. */
  S3_TIMEOUT_SECONDS: count(1, 600).default(30),
  /** Largest attachment; photos have a smaller limit of their own. */
  ATTACHMENT_MAX_MB: count(1, 2000).default(50),
  ATTACHMENT_IMAGE_MAX_MB: count(1, 2000).default(20),
  /** How much one user may upload within 24 hours. */
  ATTACHMENT_DAILY_MB: count(1, 1_000_000).default(1000),
  /** `host:port` pairs that pages may be read from although they are not of the open internet; for tests and closed networks. */
  SAFE_FETCH_ALLOW: z.string().default('').transform((v) => v.split(',').map((pair) => pair.trim()).filter(Boolean))
    .refine((pairs) => pairs.every((pair) => /^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(pair)), 'must be host:port pairs separated by commas'),
  IMPORT_MAX_MB: count(1, 10_000).default(1000),
  /** The server letters are sent through, e.g. `smtp://user:password@mail.example.ru:587`; without it they wait. */
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  /** Who letters come from, `Отклик <otklik@example.ru>` or an address alone. */
  MAIL_FROM: z.string().regex(/^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be an address, or a name and an <address>').optional(),
  /** The mailbox answers are read from; `+` and a token of 29 characters are added to its name, which has at most 34. */
  MAIL_REPLY_ADDRESS: z.email().refine((v) => /^[^+]{1,34}@/.test(v), 'must have a name of at most 34 characters, without +').optional(),
  /** How long an answer by mail is taken after a letter, days. */
  MAIL_REPLY_DAYS: count(1, 365).default(30),
  /** Connections to the SMTP server and letters a minute, per worker process. */
  MAIL_CONNECTIONS: count(1, 50).default(4),
  MAIL_PER_MINUTE: count(1, 100_000).default(600),
  /** How long the SMTP server may be silent. */
  MAIL_TIMEOUT_SECONDS: count(1, 3600).default(300),
  /** How long a letter is tried again before it counts as failed. */
  MAIL_GIVE_UP_HOURS: count(1, 240).default(48),
  /** What concerns one person within this time comes as one letter. */
  NOTIFY_GROUP_SECONDS: count(0, 3600).default(60),
  /** DKIM: the signing domain, the selector, and the file with the private key in PEM. */
  MAIL_DKIM_DOMAIN: z.string().min(1).optional(),
  MAIL_DKIM_SELECTOR: z.string().min(1).optional(),
  MAIL_DKIM_KEY_FILE: z.string().min(1).optional(),
  ...networkVariables,
  ...intakeVariables,
  /** The mailbox of MAIL_REPLY_ADDRESS, read by IMAP: `imaps://user:password@mail.example.ru/INBOX`. */
  IMAP_URL: url('imap:', 'imaps:').optional(),
  /** How often the mailbox is looked into where the server does not tell by itself (IDLE), seconds. */
  IMAP_POLL_SECONDS: count(1, 3600).default(60),
  /** Port letters are taken at by SMTP, instead of IMAP. */
  MAIL_LISTEN_PORT: count(0, 65_535).optional(),
  MAIL_LISTEN_HOST: z.string().min(1).default('127.0.0.1'),
  /** Certificate and key (PEM) of the listener, for STARTTLS. */
  MAIL_LISTEN_CERT_FILE: z.string().min(1).optional(),
  MAIL_LISTEN_KEY_FILE: z.string().min(1).optional(),
  /** Largest letter that is taken whole. */
  MAIL_MAX_MB: count(1, 500).default(60),
  /** Which letters may act: those proved to come from their sender, those not disproved, or all. */
  MAIL_AUTHENTICATION: z.enum(['required', 'lenient', 'off']).default('required'),
  /** Name of the own mail server in `Authentication-Results`; several with commas. Without it letters are checked here. */
  MAIL_AUTHSERV_ID: z.string().min(1).optional(),
  /** Letters of explanation one sender gets an hour at most. */
  MAIL_HELP_PER_HOUR: count(0, 1000).default(6),
}).superRefine((config, context) => {
  for (const name of ['IMAP_URL', 'MAIL_LISTEN_PORT'] as const) {
    if (config[name] !== undefined && !config.MAIL_REPLY_ADDRESS) context.addIssue({ code: 'custom', path: ['MAIL_REPLY_ADDRESS'], message: `is needed with ${name}` });
  }
  if (Boolean(config.MAIL_LISTEN_CERT_FILE) !== Boolean(config.MAIL_LISTEN_KEY_FILE)) {
    context.addIssue({ code: 'custom', path: ['MAIL_LISTEN_CERT_FILE'], message: 'needs MAIL_LISTEN_KEY_FILE, and the other way round' });
  }
  if (config.SMTP_URL && !config.MAIL_FROM) context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'is needed with SMTP_URL' });
  const dkim = ['MAIL_DKIM_DOMAIN', 'MAIL_DKIM_SELECTOR', 'MAIL_DKIM_KEY_FILE'] as const;
  if (dkim.some((name) => config[name])) {
    for (const name of dkim) if (!config[name]) context.addIssue({ code: 'custom', path: [name], message: 'is needed for DKIM' });
  }
  if (config.STORAGE !== 's3') return;
  for (const name of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const) {
    if (!config[name]) context.addIssue({ code: 'custom', path: [name], message: 'is needed when STORAGE=s3' });
  }
});

/** The configuration of this process, checked. */
export type Config = z.output<typeof configSchema> & {
  /** Demo mode: invented data, a clock that can be moved. Set by `npm run demo` alone, never by a variable. */
  demo: boolean;
};

/** Injection token of {@link Config}. */
export const CONFIG = Symbol('config');

/** A wrong variable; its message is the one line the start stops with. */
export class ConfigError extends StartError {}

/**
 * Reads and checks the configuration.
 * @throws ConfigError naming every wrong variable in one line.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, options: { demo?: boolean } = {}): Config {
  // An empty variable is an unset one: compose files pass `NAME=` for what is not given.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = configSchema.safeParse(given, { error: z.locales.en().localeError });
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Configuration error: ${faults.join('; ')}`);
  }
  return { ...result.data, demo: options.demo ?? false };
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
