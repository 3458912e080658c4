/**
 * Before the tests: on Debian as root, installs the servers (and the browser) the tests need and the machine lacks.
 * Elsewhere it says which suites will be skipped by name.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const needed = [
  { program: 'redis-server', package: 'redis-server' },
  { program: 'dovecot', package: 'dovecot-imapd' },
  { program: 'chromium', package: 'chromium' },
  // Too large to be installed unasked.
  { program: 'soffice', package: null },
];
const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const missing = needed.filter(({ program }) => !has(program));
const installable = missing.filter((server) => server.package !== null);
const debianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;

if (installable.length > 0 && debianRoot) {
  const packages = installable.map((server) => server.package);
  console.log(`Installing ${packages.join(', ')} for the tests`);
  const run = (...args) => execFileSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  try {
    run('update');
    // A policy that starts nothing: the tests start their own servers.
    run('install', '-y', '--no-install-recommends', ...packages);
  } catch (error) {
    console.warn(`Could not install them: ${error.message}`);
  }
}
for (const { program } of needed) if (!has(program)) console.warn(`${program} is not here: suites that need it are skipped by name`);
