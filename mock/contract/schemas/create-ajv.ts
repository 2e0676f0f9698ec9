import type { Options } from 'ajv';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isObject } from '../../json.ts';
import type { SchemaDialect } from './schema-dialect.ts';

/**
 * Creates an ajv instance for one dialect.
 *
 * @param document Searched for formats that ajv does not know: those are annotations (JSON Schema validation, 7.2.1).
 * @param isTrusted Whether its schemas are known to fit their metaschema, which takes longer to compile than most contracts.
 */
export const createAjv = (dialect: SchemaDialect, document: unknown, isTrusted: boolean): Ajv => {
  const ajv = ajvFor(dialect, isTrusted ? { ...OPTIONS, meta: false, validateSchema: false } : OPTIONS);
  formats.default(ajv);
  ajv.addVocabulary(['example', 'externalDocs', 'xml', 'discriminator']);
  for (const name of formatsIn(document)) {
    if (ajv.formats[name] === undefined) ajv.addFormat(name, true);
  }
  return ajv;
};

/** Whether an ajv instance knows a keyword. `$async` and `id` are ajv's own, and would change what a schema means. */
export const knowsKeyword = ({ RULES }: Ajv, keyword: string): boolean =>
  Object.hasOwn(RULES.keywords, keyword) && keyword !== '$async' && keyword !== 'id';

const ajvFor = (dialect: SchemaDialect, options: Options): Ajv => {
  switch (dialect) {
    case 'draft-04':
    case 'draft-07':
      return new Ajv(options);
    case '2019-09':
      return new Ajv2019(options);
    case '2020-12':
    case 'openapi-3.0':
      return new Ajv2020(options);
  }
};

/** ajv compiles patterns with the flag `u`, under which many patterns in the wild (`[\w-.]`, `\-`) are errors: those are compiled without it. */
const lenientRegExp = Object.assign(
  (pattern: string, flags: string): RegExp => {
    try {
      return new RegExp(pattern, flags);
    } catch {
      return new RegExp(pattern, flags.replace('u', ''));
    }
  },
  { code: 'new RegExp' },
);

/** Why a pattern is invalid; `undefined` if it is valid. */
export const patternProblem = (pattern: string): string | undefined => {
  try {
    lenientRegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

const OPTIONS: Options = {
  // Strict mode refuses valid schemas, such as an `if` without a `then`. Unknown keywords are refused earlier, with their pointer.
  strictSchema: false,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  allErrors: true,
  // Adds the parent schema to each error, so that messages can name the known properties.
  verbose: true,
  // Otherwise `required: ["toString"]` accepts {}.
  ownProperties: true,
  // Otherwise `multipleOf: 0.01` refuses 19.99.
  multipleOfPrecision: 8,
  code: { regExp: lenientRegExp },
  logger: false,
};

const formatsIn = (node: unknown): Set<string> => {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (typeof value['format'] === 'string') found.add(value['format']);
    Object.values(value).forEach(visit);
  };
  visit(node);
  return found;
};
