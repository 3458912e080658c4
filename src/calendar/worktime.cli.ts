import { readFileSync } from 'node:fs';
import { worktimeCommand } from './vectors/worktime-command.js';

process.exitCode = worktimeCommand(process.argv.slice(2), {
  readFile: (path) => readFileSync(path, 'utf8'),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
