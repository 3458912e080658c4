import { readFileSync } from 'node:fs';
import { runVectors } from './vectors/run-vectors.js';
import { VectorFileError, readVectorFile } from './vectors/vector-file.js';
import type { Vector } from './vectors/vector-file.js';

/**
 * Runs a file of working-time vectors: `npm run --silent worktime -- FILE.json`. Prints each mismatch, what was
 * skipped by name, and last `N passed, N failed, N skipped`.
 * Exit code: 0 when nothing failed, 1 on a mismatch, 2 when the file cannot be read or names an unknown operation.
 */
function main(args: readonly string[]): number {
  const [path] = args;
  if (path === undefined || args.length !== 1) {
    console.error('usage: npm run --silent worktime -- FILE.json');
    return 2;
  }
  let vectors: Vector[];
  try {
    vectors = readVectorFile(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`${path}: ${reasonOf(error)}`);
    return 2;
  }
  const { passed, failures, skipped, unknownOperations, missingYears } = runVectors(vectors);
  for (const year of missingYears) {
    console.error(`warning: no production calendar for ${year}; only the statutory holidays were taken out`);
  }
  for (const failure of failures) console.log(`FAIL ${failure}`);
  for (const [name, count] of skipped) console.log(`skipped ${name}: ${count}`);
  if (unknownOperations.size > 0) console.error(`${path}: unknown operation ${[...unknownOperations].join(', ')}`);
  const skippedTotal = [...skipped.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${passed} passed, ${failures.length} failed, ${skippedTotal} skipped`);
  if (failures.length > 0) return 1;
  return unknownOperations.size > 0 ? 2 : 0;
}

function reasonOf(error: unknown): string {
  if (error instanceof VectorFileError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  return code === 'EISDIR' ? 'is a directory' : message;
}

process.exitCode = main(process.argv.slice(2));
