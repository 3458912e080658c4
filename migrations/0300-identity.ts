import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, their sessions, recovery codes and counted sign-in attempts. */
export class Identity1700000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_account (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        password_hash text NOT NULL,
        surname text NOT NULL,
        name text NOT NULL,
        patronymic text,
        roles text[] NOT NULL,
        authority_id uuid,
        totp_secret text,
        totp_enabled boolean NOT NULL DEFAULT false,
        totp_last_step integer,
        failed_logins integer NOT NULL DEFAULT 0,
        locked_until timestamptz,
        disabled_at timestamptz,
        password_changed_at timestamptz NOT NULL,
        must_change_password boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT user_account_email UNIQUE (email),
        CONSTRAINT user_account_email_lower CHECK (email = lower(email)),
        CONSTRAINT user_account_executor CHECK (authority_id IS NOT NULL OR NOT 'executor' = ANY (roles))
      )`);
    await runner.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL,
        token_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        ip text,
        user_agent text,
        CONSTRAINT session_token UNIQUE (token_hash),
        CONSTRAINT session_user_account FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX session_by_user ON session (user_id)`);
    await runner.query(`CREATE INDEX session_expiry ON session (expires_at)`);
    await runner.query(`
      CREATE TABLE recovery_code (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL,
        code_hash text NOT NULL,
        used_at timestamptz,
        CONSTRAINT recovery_code_user UNIQUE (user_id, code_hash),
        CONSTRAINT recovery_code_user_account FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE TABLE login_counter (
        key text PRIMARY KEY,
        count integer NOT NULL,
        since timestamptz NOT NULL,
        locked_until timestamptz
      )`);
    await runner.query(`CREATE INDEX login_counter_age ON login_counter (since)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
