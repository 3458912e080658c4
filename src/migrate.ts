import { ConfigError, loadConfig } from './platform/config/index.js';
import { migrate, openDatabaseServer } from './platform/database/index.js';

/** Brings the installation's database up to date and says what ran. */
async function main(): Promise<void> {
  const server = await openDatabaseServer(loadConfig());
  try {
    const ran = await migrate(server.url);
    console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}` : 'Nothing to migrate');
  } finally {
    await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError || !(error instanceof Error) ? String((error as Error).message ?? error) : error);
  process.exit(1);
});
