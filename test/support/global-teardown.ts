/** Stops the run's PostgreSQL; its folder is in the machine's temporary directory. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.testPostgres?.stop();
}
