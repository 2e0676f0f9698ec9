import type { Options, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { follow, fragmentOf, isRecord } from './reference.ts';
import type { Json, SchemaLocation } from './reference.ts';
import type { Direction } from './rewrite.ts';
import { rewritten } from './rewrite.ts';

/** What is wrong with a value; empty if nothing is. */
export type Check = (value: unknown) => readonly string[];

/** The schemas of a document, each judged by an ajv of its dialect, in the document as it stands: ajv follows the references itself. */
export class Schemas {
  readonly #root: Json;
  readonly #engines = new Map<string, Ajv>();
  readonly #checks = new Map<string, Check>();

  constructor(root: Json) {
    this.#root = root;
  }

  check({ node, path }: SchemaLocation, direction: Direction): Check {
    const key = `${direction} ${fragmentOf(path)}`;
    const known = this.#checks.get(key);
    if (known) return known;
    const compiled = this.#engine(this.#dialectOf(path, node), direction).compile({
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

  #engine(dialect: string, direction: Direction): Ajv {
    const key = `${dialect} ${direction}`;
    const known = this.#engines.get(key);
    if (known) return known;
    const engine = engineFor(dialect);
    formats.default(engine);
    engine.addSchema(rewritten(this.#root, direction), BASE);
    this.#engines.set(key, engine);
    return engine;
  }
}

const BASE = 'https://referee.test/document';

const DIALECTS = ['draft-07', 'draft-06', '2019-09'];

const engineFor = (dialect: string): Ajv => {
  if (dialect === 'draft-07' || dialect === 'draft-06') return new Ajv(OPTIONS);
  return dialect === '2019-09' ? new Ajv2019(OPTIONS) : new Ajv2020(OPTIONS);
};

/** Many patterns in the wild are no patterns under `u`. */
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
  // The document around the schemas is no schema.
  validateSchema: false,
  // 19.99 is a multiple of 0.01 to everybody but a floating-point unit.
  multipleOfPrecision: 8,
  code: { regExp: pattern },
};

const errorsOf = ({ errors }: ValidateFunction): readonly string[] =>
  (errors ?? []).map(({ instancePath, message, keyword }) => `${instancePath || 'the body'} ${message} (${keyword})`);

/** Whether a text, as it stands in a header or a URL, may be read so that it fits. */
export const textFits = (text: string, check: Check): boolean =>
  readingsOf(text).some((value) => check(value).length === 0);

const readingsOf = (text: string): readonly unknown[] => {
  const parts = text.split(',').map((part) => part.trim());
  const pairs = parts.flatMap((name, index) => (index % 2 === 0 ? [[name, plainOf(parts[index + 1] ?? '')]] : []));
  return [
    text,
    plainOf(text),
    parts,
    parts.map(plainOf),
    Object.fromEntries(pairs),
    Object.fromEntries(parts.map((part) => [part.split('=')[0], plainOf(part.slice(part.indexOf('=') + 1))])),
  ];
};

/** JSON, where a text is that. */
const plainOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export const schemaIn = (holder: SchemaLocation): SchemaLocation | undefined =>
  isRecord(holder.node['schema']) ? { node: holder.node['schema'], path: [...holder.path, 'schema'] } : undefined;
