import fc from 'fast-check';

/** The parts of an OpenAPI 3.1 document the fuzzer reads. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  schema?: JsonSchema;
  $ref?: string;
}

export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  body: JsonSchema | null;
}

export interface OpenApi {
  paths: Record<string, Record<string, { parameters?: Parameter[]; requestBody?: { content?: Record<string, { schema?: JsonSchema }> } }>>;
  components?: { schemas?: Record<string, JsonSchema> };
}

/** Every operation of the document. */
export function operations(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parameters: (operation.parameters ?? []).filter((parameter) => !parameter.$ref),
      body: operation.requestBody?.content?.['application/json']?.schema ?? null,
    })),
  );
}

/** Values that have broken programs before. */
const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null, '', ' ', '\u0000', 'a\u0000b', '\uD800', 'Я'.repeat(20_000), "'; DROP TABLE incident; --", '%', '\\', '{{7*7}}', '<script>', '../../etc/passwd',
    0, -1, 1e308, -0, 2 ** 53, 2_147_483_648, true, [], {}, [[[[]]]], { $gt: '' }, { __proto__: null, constructor: 1 },
    '0000-00-00T00:00:00Z', '9999-12-31T23:59:59+14:00', '2020-02-30T00:00:00Z', 'NaN', '00000000-0000-0000-0000-000000000000',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.anything({ maxDepth: 3 }).filter((value) => typeof value !== 'bigint' && typeof value !== 'symbol'),
);

/** Values that mostly fit a schema. `ids` are identifiers of things that exist. */
export function fitting(schema: JsonSchema | undefined, document: OpenApi, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (!schema) return nasty;
  if (schema.$ref) return fitting(document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''], document, ids);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (variants?.length) return fc.oneof(...variants.map((variant) => fitting(variant, document, ids)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (schema.properties || type === 'object') {
    const entries = Object.entries(schema.properties ?? {}).map(([name, member]) => [name, spoiled(fitting(member, document, ids))] as const);
    return fc.record(Object.fromEntries(entries), { requiredKeys: schema.required ?? [] });
  }
  if (type === 'array') return fc.array(fitting(schema.items, document, ids), { maxLength: 3 });
  if (type === 'integer' || type === 'number') return fc.integer({ min: Math.ceil(schema.minimum ?? -10), max: Math.floor(Math.max(schema.minimum ?? 0, Math.min(schema.maximum ?? 1000, 1_000_000))) });
  if (type === 'boolean') return fc.boolean();
  if (schema.format === 'uuid') return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() });
  if (schema.format === 'date-time') return fc.date({ min: new Date('2019-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
  if (schema.format === 'date') return fc.date({ min: new Date('2019-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (schema.format === 'uri') return fc.tuple(fc.constantFrom('https://vk.com/wall-1_', 'https://ok.ru/group/1/topic/', 'https://twitter.com/a/status/', 'http://127.0.0.1/'), fc.nat(1_000_000)).map(([start, n]) => start + n);
  if (schema.format === 'email') return fc.nat(50).map((n) => `fuzz${n}@example.test`);
  return fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 60, 60) });
}

/** Now and then something that does not belong there. */
const spoiled = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 25, arbitrary }, { weight: 1, arbitrary: nasty });

/** A body for an operation: mostly fitting, sometimes spoiled as a whole or with members nobody asked for. */
export function bodies(schema: JsonSchema | null, document: OpenApi, ids: readonly string[]): fc.Arbitrary<unknown> {
  const fit = fitting(schema ?? { type: 'object' }, document, ids);
  return fc.oneof(
    { weight: 8, arbitrary: fit },
    { weight: 1, arbitrary: nasty },
    { weight: 1, arbitrary: fc.tuple(fit, fc.string({ maxLength: 12 }), nasty).map(([body, name, value]) => (body && typeof body === 'object' ? { ...body, [name]: value } : body)) },
  );
}
