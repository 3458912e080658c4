import { WorkingTimeError } from '../calendar.errors.js';
import type { WorkingTime } from '../working-time.js';
import { erratumOf } from './vector-errata.js';
import { VectorError } from './vector-file.js';
import type { Vector } from './vector-file.js';
import { OPERATIONS, boundaryOf, skipNameOf } from './vector-operations.js';
import type { Outcome } from './vector-operations.js';
import { compileVectorSchedule } from './vector-schedule.js';

export interface VectorReport {
  readonly passed: number;
  /** One line for each vector that gave another result or could not be run. */
  readonly failures: readonly string[];
  /** Name → how many. */
  readonly skipped: ReadonlyMap<string, number>;
  /** Operations nobody knows: skipped too, but the file asks for what it cannot get. */
  readonly unknownOperations: ReadonlySet<string>;
  /** Years that ran without a production calendar. */
  readonly missingYears: ReadonlySet<number>;
}

/** Runs every vector; one that cannot be run is a failure of its own and stops nothing. */
export function runVectors(vectors: readonly Vector[]): VectorReport {
  const failures: string[] = [];
  const skipped = new Map<string, number>();
  const unknownOperations = new Set<string>();
  const missingYears = new Set<number>();
  const compile = cachedCompiler((year) => missingYears.add(year));
  let passed = 0;
  const skip = (name: string): void => {
    skipped.set(name, (skipped.get(name) ?? 0) + 1);
  };
  for (const vector of vectors) {
    if (vector.op !== '') {
      const name = skipNameOf(vector);
      if (name === undefined) unknownOperations.add(vector.op);
      const erratum = erratumOf(vector);
      if (name !== null || erratum !== undefined) {
        skip(name ?? (erratum === undefined ? vector.op : `${vector.op} ${vector.id} (wrong in itself: ${erratum})`));
        continue;
      }
    }
    const problem = problemOf(vector, compile);
    if (problem === undefined) passed += 1;
    else failures.push(`${vector.id} ${vector.op}: ${problem}`);
  }
  return { passed, failures, skipped, unknownOperations, missingYears };
}

function problemOf(vector: Vector, compile: (vector: Vector) => WorkingTime): string | undefined {
  if (vector.problem !== undefined) return `cannot be run: ${vector.problem}`;
  try {
    const operation = OPERATIONS[vector.op] as (time: WorkingTime, vector: Vector) => Outcome;
    const { passed, expected, actual } = operation(compile(vector), vector);
    return passed ? undefined : `expected ${expected}, got ${actual}; input ${JSON.stringify(vector.input)}`;
  } catch (error) {
    if (error instanceof VectorError) return `cannot be run: ${error.message}`;
    if (error instanceof WorkingTimeError) {
      return `${error.name}: ${error.message}; input ${JSON.stringify(vector.input)}`;
    }
    throw error;
  }
}

/** Most vectors of a file share a few schedules, and compiling a year is the dear part. */
function cachedCompiler(onMissingYear: (year: number) => void): (vector: Vector) => WorkingTime {
  const compiled = new Map<string, WorkingTime>();
  return (vector) => {
    const holidayWins = boundaryOf(vector) === 'latest' || vector.boundary === undefined;
    const key = `${holidayWins} ${JSON.stringify(vector.schedule)}`;
    let time = compiled.get(key);
    if (time === undefined) {
      time = compileVectorSchedule(vector.schedule, holidayWins, onMissingYear);
      compiled.set(key, time);
    }
    return time;
  };
}
