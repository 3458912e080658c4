/**
 * Asks again until `check` no longer throws; for what happens by itself and cannot be triggered.
 * @throws what the last check threw, after `withinMs` milliseconds.
 */
export async function eventually(check: () => void | Promise<void>, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}
