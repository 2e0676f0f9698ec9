import type { Options, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Json, SchemaLocation } from './reference.ts';
import { follow, fragmentOf, isRecord } from './reference.ts';
import type { Direction } from './rewrite.ts';
import { rewriteForAjv } from './rewrite.ts';

/** Returns the problems of a value; empty if it fits. */
export type Check = (value: unknown) => readonly string[];

/** The schemas of a document. An ajv instance per dialect compiles them in place, so that ajv resolves the references. */
export class Schemas {
  readonly #root: Json;
  readonly #validators = new Map<string, Ajv>();
  readonly #checks = new Map<string, Check>();

  constructor(root: Json) {
    this.#root = root;
  }

  check({ node, path }: SchemaLocation, direction: Direction): Check {
    const key = `${direction} ${fragmentOf(path)}`;
    const known = this.#checks.get(key);
    if (known) return known;
    const compiled = this.#validator(this.#dialectOf(path, node), direction).compile({
      $ref: `${BASE}#${fragmentOf(path)}`,
    });
    const check: Check = (value) => (compiled(value) ? [] : errorsOf(compiled));
    this.#checks.set(key, check);
    return check;
  }

  #dialectOf(path: readonly string[], schema: Json): string {
    if (String(this.#root['openapi']).startsWith('3.0')) return 'draft-07';
    const target = Object.keys(schema).length === 1 ? follow(this.#root, path)?.node : undefined;
    const named = (target ?? schema)['$schema'] ?? this.#root['jsonSchemaDialect'];
    return DIALECTS.find((dialect) => String(named).includes(dialect)) ?? '2020-12';
  }

  #validator(dialect: string, direction: Direction): Ajv {
    const key = `${dialect} ${direction}`;
    const known = this.#validators.get(key);
    if (known) return known;
    const ajv = ajvFor(dialect);
    formats.default(ajv);
    ajv.addSchema(rewriteForAjv(this.#root, direction), BASE);
    this.#validators.set(key, ajv);
    return ajv;
  }
}

const BASE = 'https://referee.test/document';

const DIALECTS = ['draft-07', 'draft-06', '2019-09'];

const ajvFor = (dialect: string): Ajv => {
  if (dialect === 'draft-07' || dialect === 'draft-06') return new Ajv(OPTIONS);
  return dialect === '2019-09' ? new Ajv2019(OPTIONS) : new Ajv2020(OPTIONS);
};

/** Many published patterns are invalid with the flag `u`. */
const pattern = Object.assign(
  (source: string): RegExp => {
    try {
      return new RegExp(source, 'u');
    } catch {
      return new RegExp(source);
    }
  },
  { code: 'new RegExp' },
);

const OPTIONS: Options = {
  strict: false,
  logger: false,
  allErrors: false,
  // The document around the schemas is not a schema.
  validateSchema: false,
  // In floating-point arithmetic, 19.99 is not an exact multiple of 0.01.
  multipleOfPrecision: 8,
  code: { regExp: pattern },
};

const errorsOf = ({ errors }: ValidateFunction): readonly string[] =>
  (errors ?? []).map(({ instancePath, message, keyword }) => `${instancePath || 'the body'} ${message} (${keyword})`);

/** Whether any interpretation of a text from a header or a URL fits. */
export const textFits = (text: string, check: Check): boolean =>
  interpretationsOf(text).some((value) => check(value).length === 0);

const interpretationsOf = (text: string): readonly unknown[] => {
  const parts = text.split(',').map((part) => part.trim());
  const pairs = parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parseIfJson(parts[index + 1] ?? '')]] : []));
  return [
    text,
    parseIfJson(text),
    parts,
    parts.map(parseIfJson),
    Object.fromEntries(pairs),
    Object.fromEntries(parts.map((part) => [part.split('=')[0], parseIfJson(part.slice(part.indexOf('=') + 1))])),
  ];
};

/** The parsed value if the text is JSON, else the text. */
const parseIfJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export const schemaIn = (parent: SchemaLocation): SchemaLocation | undefined =>
  isRecord(parent.node['schema']) ? { node: parent.node['schema'], path: [...parent.path, 'schema'] } : undefined;
