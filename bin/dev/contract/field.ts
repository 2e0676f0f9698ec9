import { parse } from 'yaml';
import type { Json } from './json.ts';
import { isMap, mapValues } from './json.ts';

/** The JSON Schema of a field, and an example value. */
export interface Field {
  readonly schema: Json;
  readonly example: unknown;
}

/** Finds a schema and its example by name. */
export type Named = (name: string) => Field;

/** Reads a field in the notation of `docs/contract/README.md`: text, a list of values, or a map. */
export const readField = (written: unknown, named: Named, location: string): Field => {
  if (typeof written === 'string') return readType(written, named, location);
  if (Array.isArray(written)) return { schema: { type: 'string', enum: written }, example: written[0] as unknown };
  if (!isMap(written)) throw new Error(`${location} is not a valid type. Expected text, a list of values, or a map.`);
  return 'is' in written ? readDetailed(written, named, location) : readObject(written, named, location);
};

/** Reads the fields of an object, which is closed unless `open`. */
export const readObject = (fields: Json, named: Named, location: string, open = false): Field => {
  const known = new Map(
    Object.entries(fields).map(([key, written]) => [key, readField(written, named, `${location}.${key}`)]),
  );
  const required = [...known.keys()].filter((key) => !key.endsWith('?'));
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...known].map(([key, { schema }]) => [plainName(key), schema])),
      ...(required.length > 0 && { required }),
      additionalProperties: open,
    },
    example: Object.fromEntries([...known].map(([key, { example }]) => [plainName(key), example])),
  };
};

/** Removes the question mark that marks an optional field. */
export const plainName = (key: string): string => key.replace(/\?$/, '');

/** `is` is the type, `about` and `source` are annotations, and all other keys are JSON Schema keywords. */
const readDetailed = ({ is, about, source, ...keywords }: Json, named: Named, location: string): Field => {
  const { schema, example } = readField(is, named, location);
  return { schema: { ...schema, ...keywords, ...annotations(about, source) }, example };
};

export const annotations = (about: unknown, source: unknown): Json => ({
  ...(about !== undefined && { description: about }),
  ...(source !== undefined && { 'x-source': source }),
});

const readType = (written: string, named: Named, location: string): Field => {
  const [, type = '', isNullable, exampleText] = TYPE.exec(written) ?? [];
  if (type === '') throw new Error(`${location} has the unknown type "${written}".`);
  const field = typeNamed(type, named);
  const example = exampleText === undefined ? field.example : exampleValue(exampleText, field.schema);
  if (example === undefined) throw new Error(`${location} needs an example. Write "${written} e.g. …".`);
  return { schema: isNullable === undefined ? field.schema : nullable(field.schema), example };
};

const TYPE = /^(\w[\w-]*(?:\[\])?)( \| null)?(?: e\.g\. (.+))?$/;

const typeNamed = (type: string, named: Named): Field => {
  if (!type.endsWith('[]')) return PLAIN.get(type) ?? named(type);
  const { schema, example } = typeNamed(type.slice(0, -2), named);
  return { schema: { type: 'array', items: schema }, example: example === undefined ? undefined : [example] };
};

/** The example of a text field is taken literally. Any other example is parsed as YAML. */
const exampleValue = (exampleText: string, { type, $ref }: Json): unknown => {
  const isText = type === 'string' || $ref !== undefined;
  return isText && exampleText !== 'null' ? exampleText : (parse(exampleText) as unknown);
};

const nullable = (schema: Json): Json =>
  typeof schema['type'] === 'string' && schema['enum'] === undefined
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };

const PLAIN: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['string', { schema: { type: 'string' }, example: undefined }],
  ['number', { schema: { type: 'number' }, example: undefined }],
  ['integer', { schema: { type: 'integer' }, example: undefined }],
  ['boolean', { schema: { type: 'boolean' }, example: true }],
  ['any', { schema: {}, example: undefined }],
  ['object', { schema: { type: 'object' }, example: undefined }],
  ['phone', { schema: { type: 'string' }, example: '+14155550100' }],
  ['uuid', { schema: { type: 'string', format: 'uuid' }, example: '3f2b8c1e-6d4a-4f0b-9c7e-5a1d2e3f4b60' }],
  ['email', { schema: { type: 'string', format: 'email' }, example: 'robin@acme.example' }],
  ['date-time', { schema: { type: 'string', format: 'date-time' }, example: '2026-01-15T09:30:00Z' }],
  ['time', { schema: { $ref: '#/components/schemas/Time' }, example: '2026-01-15T09:30:00Z' }],
]);

/** The schemas that are referenced by name, in the order of the source files. */
export class NamedSchemas {
  readonly #written: ReadonlyMap<string, unknown>;

  constructor(written: ReadonlyMap<string, unknown>) {
    this.#written = written;
  }

  readonly named: Named = (name) => {
    const written = this.#written.get(name);
    if (written === undefined) throw new Error(`Unknown type ${name}.`);
    return { schema: { $ref: `#/components/schemas/${name}` }, example: this.#read(name, written).example };
  };

  all(): Json {
    return mapValues(Object.fromEntries(this.#written), (written, name) => {
      const { about, source = 'generated types' } = isMap(written) ? written : {};
      return { ...annotations(about, source), ...this.#read(name, written).schema };
    });
  }

  #read(name: string, written: unknown): Field {
    if (!isMap(written) || !isMap(written['fields'])) return readField(written, this.named, name);
    return readObject(written['fields'], this.named, name, written['open'] === true);
  }
}
