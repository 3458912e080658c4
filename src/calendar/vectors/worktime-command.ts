import { runVectors } from './run-vectors.js';
import { VectorFileError, readVectorFile } from './vector-file.js';
import type { Vector } from './vector-file.js';

/** Where the command reads from and writes to: the terminal, or a test. */
export interface CommandIo {
  readonly readFile: (path: string) => string;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/**
 * Runs a file of working-time vectors. Prints each mismatch, what was skipped by name, and last
 * `N passed, N failed, N skipped`.
 * @returns the exit code: 0 when nothing failed, 1 on a mismatch, 2 when the file cannot be read or names an
 * operation nobody knows (the rest of it is run all the same).
 */
export function worktimeCommand(args: readonly string[], io: CommandIo): 0 | 1 | 2 {
  const [path] = args;
  if (path === undefined || args.length !== 1) {
    io.complain('usage: npm run --silent worktime -- FILE.json');
    return 2;
  }
  let vectors: Vector[];
  try {
    vectors = readVectorFile(io.readFile(path));
  } catch (error) {
    io.complain(`${path}: ${reasonOf(error)}`);
    return 2;
  }
  const { passed, failures, skipped, unknownOperations, missingYears } = runVectors(vectors);
  for (const year of missingYears) {
    io.complain(`warning: no production calendar for ${year}; only the statutory holidays were taken out`);
  }
  for (const failure of failures) io.print(`FAIL ${failure}`);
  for (const [name, count] of skipped) io.print(`skipped ${name}: ${count}`);
  if (unknownOperations.size > 0) io.complain(`${path}: unknown operation ${[...unknownOperations].join(', ')}`);
  const skippedTotal = [...skipped.values()].reduce((sum, count) => sum + count, 0);
  io.print(`${passed} passed, ${failures.length} failed, ${skippedTotal} skipped`);
  if (failures.length > 0) return 1;
  return unknownOperations.size > 0 ? 2 : 0;
}

function reasonOf(error: unknown): string {
  if (error instanceof VectorFileError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  return code === 'EISDIR' ? 'is a directory' : message;
}
