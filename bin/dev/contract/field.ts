import { parse } from 'yaml';
import type { Json } from './json.ts';
import { isMap, mapValues } from './json.ts';

/** What a field is, as JSON Schema, and what it looks like in an example. */
export interface Field {
  readonly schema: Json;
  readonly example: unknown;
}

/** Finds a schema by its name, with its example. */
export type Named = (name: string) => Field;

/** Reads a field as `docs/contract/README.md` has it: text, a list of values, or a map. */
export const readField = (written: unknown, named: Named, place: string): Field => {
  if (typeof written === 'string') return readType(written, named, place);
  if (Array.isArray(written)) return { schema: { type: 'string', enum: written }, example: written[0] as unknown };
  if (!isMap(written)) throw new Error(`${place} is no type. Write text, a list of values, or a map.`);
  return 'is' in written ? readDetailed(written, named, place) : readObject(written, named, place);
};

/** A closed object with these fields. */
export const readObject = (fields: Json, named: Named, place: string, open = false): Field => {
  const known = new Map(
    Object.entries(fields).map(([key, written]) => [key, readField(written, named, `${place}.${key}`)]),
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

/** A name without the question mark of what may be left out. */
export const plainName = (key: string): string => key.replace(/\?$/, '');

/** `is` says the type; `about` and `source` go along, and everything else is JSON Schema. */
const readDetailed = ({ is, about, source, ...keywords }: Json, named: Named, place: string): Field => {
  const { schema, example } = readField(is, named, place);
  return { schema: { ...schema, ...keywords, ...noted(about, source) }, example };
};

export const noted = (about: unknown, source: unknown): Json => ({
  ...(about !== undefined && { description: about }),
  ...(source !== undefined && { 'x-source': source }),
});

const readType = (written: string, named: Named, place: string): Field => {
  const [, type = '', isNullable, shown] = TYPE.exec(written) ?? [];
  if (type === '') throw new Error(`${place} is "${written}", which is no type.`);
  const field = typeNamed(type, named);
  const example = shown === undefined ? field.example : shownValue(shown, field.schema);
  if (example === undefined) throw new Error(`${place} needs an example: write "${written} e.g. …".`);
  return { schema: isNullable === undefined ? field.schema : orNull(field.schema), example };
};

const TYPE = /^(\w[\w-]*(?:\[\])?)( \| null)?(?: e\.g\. (.+))?$/;

const typeNamed = (type: string, named: Named): Field => {
  if (!type.endsWith('[]')) return PLAIN.get(type) ?? named(type);
  const { schema, example } = typeNamed(type.slice(0, -2), named);
  return { schema: { type: 'array', items: schema }, example: example === undefined ? undefined : [example] };
};

/** Text is taken as it stands; what else is shown is YAML. */
const shownValue = (shown: string, { type, $ref }: Json): unknown => {
  const isText = type === 'string' || $ref !== undefined;
  return isText && shown !== 'null' ? shown : (parse(shown) as unknown);
};

const orNull = (schema: Json): Json =>
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

/** The schemas that many places refer to by name, in the order in which they are written. */
export class NamedSchemas {
  readonly #written: ReadonlyMap<string, unknown>;

  constructor(written: ReadonlyMap<string, unknown>) {
    this.#written = written;
  }

  readonly named: Named = (name) => {
    const written = this.#written.get(name);
    if (written === undefined) throw new Error(`There is no type ${name}.`);
    return { schema: { $ref: `#/components/schemas/${name}` }, example: this.#read(name, written).example };
  };

  all(): Json {
    return mapValues(Object.fromEntries(this.#written), (written, name) => {
      const { about, source = 'generated types' } = isMap(written) ? written : {};
      return { ...noted(about, source), ...this.#read(name, written).schema };
    });
  }

  #read(name: string, written: unknown): Field {
    if (!isMap(written) || !isMap(written['fields'])) return readField(written, this.named, name);
    return readObject(written['fields'], this.named, name, written['open'] === true);
  }
}
