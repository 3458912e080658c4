/** A vectors file that cannot be run at all; the message is one line for the person at the terminal. */
export class VectorFileError extends Error {}

/** A vector that cannot be understood: it counts as failed, the rest of the file still runs. */
export class VectorError extends Error {}

export type Json = Readonly<Record<string, unknown>>;

/** One case: an operation, its input, the schedule it runs on and the result it must give. */
export interface Vector {
  readonly id: string;
  readonly op: string;
  readonly input: Json;
  readonly schedule: Json;
  readonly boundary: string | undefined;
  readonly origin: string;
  readonly expected: unknown;
  /** Set when the case is malformed; nothing else can then be relied on. */
  readonly problem?: string;
}

/**
 * Reads the text of a vectors file: `{ vectors: […], schedules?: { id: … } }`. A vector holds its schedule or
 * names one of `schedules`.
 * @throws VectorFileError when the text is not such a file.
 */
export function readVectorFile(text: string): Vector[] {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // The parser quotes the text, line ends included.
    throw new VectorFileError(`not valid JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`, { cause: error });
  }
  if (!isJson(file) || !Array.isArray(file['vectors'])) throw new VectorFileError('there is no list "vectors" in it');
  const schedules = isJson(file['schedules']) ? file['schedules'] : {};
  return file['vectors'].map((raw: unknown, i) => readVector(raw, i, schedules));
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readVector(raw: unknown, position: number, schedules: Json): Vector {
  const fields = isJson(raw) ? raw : {};
  const id = typeof fields['id'] === 'string' ? fields['id'] : `#${position + 1}`;
  const named = fields['schedule'];
  const schedule = typeof named === 'string' && Object.hasOwn(schedules, named) ? schedules[named] : named;
  const vector = {
    id,
    op: typeof fields['op'] === 'string' ? fields['op'] : '',
    input: isJson(fields['input']) ? fields['input'] : {},
    schedule: isJson(schedule) ? schedule : {},
    boundary: typeof fields['boundary'] === 'string' ? fields['boundary'] : undefined,
    origin: typeof fields['origin'] === 'string' ? fields['origin'] : '',
    expected: fields['expected'],
  };
  if (!isJson(raw)) return { ...vector, problem: 'not an object' };
  if (vector.op === '') return { ...vector, problem: 'no operation ("op")' };
  if (!isJson(fields['input'])) return { ...vector, problem: 'no "input"' };
  if (!isJson(schedule)) {
    return { ...vector, problem: named === undefined ? 'no "schedule"' : `unknown schedule ${JSON.stringify(named)}` };
  }
  if (fields['expected'] === undefined) return { ...vector, problem: 'no "expected"' };
  return vector;
}
