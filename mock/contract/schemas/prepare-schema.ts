import type { JsonObject } from '../../json.ts';
import type { Discriminated } from './discriminator.ts';
import { discriminatedBy } from './discriminator.ts';
import type { ContractDocument } from '../document/document.ts';
import { isObject } from '../../json.ts';
import { fixedTarget } from './dynamic-reference.ts';
import { pointerTo, valueAt } from '../document/pointer.ts';
import type { SchemaDialect } from './schema-dialect.ts';
import { dialectAt, hasBooleanBounds, hidesSiblings, upgradeFrom30 } from './schema-dialect.ts';
import { patternProblem } from './create-ajv.ts';
import { startsResource } from '../document/schema-resources.ts';
import { mapKeyword } from './subschemas.ts';

/** Which way a value travels: a request has no `readOnly` properties to give, a reply no `writeOnly` ones. */
export type Direction = 'request' | 'reply';

/** Stands where a schema of another dialect begins; its value is that schema's pointer. */
export const OTHER_DIALECT = 'x-sandbox-other-dialect';

export interface Preparation {
  readonly document: ContractDocument;
  readonly dialect: SchemaDialect;
  readonly direction: Direction;
  /** Whether the dialect has a keyword. */
  readonly knows: (keyword: string) => boolean;
  /** The id under which ajv finds the schema at a pointer, in the same dialect. Makes sure that it is there. */
  readonly idOf: (pointer: string) => string;
}

/**
 * A schema as ajv can compile it by itself: references lead to ids, foreign dialects are set apart, extensions are gone, and
 * properties of the other direction are not required.
 *
 * @throws {SetUpError} for a keyword that the dialect does not have: misspelt, it would be a rule that nobody checks.
 */
export const prepareSchema = (preparation: Preparation, pointer: string): unknown =>
  prepare(preparation, valueAt(preparation.document.root, pointer), pointer, true);

const prepare = (preparation: Preparation, schema: unknown, pointer: string, isRoot: boolean): unknown => {
  if (!isObject(schema)) return schema;
  const { dialect, document } = preparation;
  if (!isRoot && typeof schema['$schema'] === 'string' && dialectAt(document, pointer) !== dialect) {
    return { [OTHER_DIALECT]: pointer };
  }
  // Its anchors are its own: beside those of the schema around it, ajv would take them for doubles.
  if (!isRoot && startsResource(schema)) return { $ref: preparation.idOf(pointer) };
  const dynamic = preparation.knows('$dynamicRef') ? fixedTarget(document, schema, pointer) : undefined;
  if (dynamic !== undefined && schema['$ref'] === undefined) {
    const { $dynamicRef: _, ...rest } = schema;
    return { ...prepareKeywords(preparation, rest, pointer), ...referenceTo(preparation, dynamic) };
  }
  const { $ref: ref, ...siblings } = schema;
  if (typeof ref !== 'string') return prepareKeywords(preparation, schema, pointer);
  const reference = referenceTo(preparation, document.target(ref, pointer));
  return hidesSiblings(dialect) ? reference : { ...prepareKeywords(preparation, siblings, pointer), ...reference };
};

const referenceTo = ({ document, idOf, dialect }: Preparation, target: string): JsonObject =>
  dialectAt(document, target) === dialect ? { $ref: idOf(target) } : { [OTHER_DIALECT]: target };

const prepareKeywords = (preparation: Preparation, given: JsonObject, pointer: string): JsonObject => {
  const { document, dialect } = preparation;
  const schema = hasBooleanBounds(dialect) ? upgradeFrom30(given) : given;
  const below = (child: unknown, at: string): unknown => prepare(preparation, child, at, false);
  const prepared: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (LEFT_OUT.has(keyword) || keyword.startsWith('x-')) continue;
    const at = pointerTo(pointer, keyword);
    if (!preparation.knows(keyword)) throw unknownKeyword(preparation, at);
    refuseBadPatterns(document, keyword, value, at);
    prepared[keyword] = mapKeyword(keyword, value, at, below);
  }
  if (Array.isArray(schema['required'])) prepared['required'] = requiredOf(preparation, schema['required'], pointer);
  const discriminated = discriminatedBy(document, schema, pointer);
  return discriminated ? withDecision(prepared, discriminated, preparation.direction) : prepared;
};

/**
 * The property decides which schema of a choice holds. For a request that takes the place of the choice: a client that sends a cat
 * wants to know what is wrong with the cat, and not that it is no dog either.
 */
const withDecision = (prepared: JsonObject, choice: Discriminated, direction: Direction): JsonObject => {
  const { property, keyword, names } = choice;
  const { [keyword]: branches, ...others } = prepared;
  const decisions = names.map((meaning, index) =>
    implication(
      { required: [property], properties: { [property]: { enum: meaning } } },
      (branches as readonly unknown[])[index],
    ),
  );
  const isKnown = { type: 'object', required: [property], properties: { [property]: { enum: names.flat() } } };
  const also = Array.isArray(prepared['allOf']) ? (prepared['allOf'] as readonly unknown[]) : [];
  return { ...(direction === 'request' ? others : prepared), allOf: [...also, isKnown, ...decisions] };
};

/**
 * What names a schema or its dialect: references have been followed by then, and ajv would follow them its own way. And what only
 * explains: ajv looks for an `$id` even in an example, and takes a wrong title for a wrong schema.
 *
 * `nullable` is a word of OpenAPI 3.0, which has been turned into a type by then; left over in a document of 3.1 it says nothing
 * (2020-12, core, 4.3.1), though ajv would obey it.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(
  '$schema $id $anchor $comment title description default example examples externalDocs xml discriminator nullable'.split(
    ' ',
  ),
);

const unknownKeyword = ({ document, dialect }: Preparation, pointer: string): Error => {
  const problem = `is no keyword of the dialect ${dialect}: nothing would check it`;
  return document.error(pointer, problem, 'Correct its spelling; if it is an extension, let its name begin with "x-".');
};

const refuseBadPatterns = (document: ContractDocument, keyword: string, value: unknown, pointer: string): void => {
  const patterns = keyword === 'patternProperties' && isObject(value) ? Object.keys(value) : [];
  for (const pattern of keyword === 'pattern' && typeof value === 'string' ? [value] : patterns) {
    const problem = patternProblem(pattern);
    if (problem !== undefined) throw document.error(pointer, `has a bad pattern: ${problem}`, 'Correct the pattern.');
  }
};

/** "If not the condition, or else the consequence": an object with a property `then` could be taken for a promise. */
const implication = (condition: JsonObject, consequence: unknown): JsonObject => ({
  if: { not: condition },
  else: consequence,
});

/** OpenAPI 3.0.4, section 4.7.24.2: a `readOnly` property is required in replies only, a `writeOnly` one in requests only. */
const requiredOf = ({ document, direction }: Preparation, required: unknown[], pointer: string): unknown[] => {
  const oneWay = direction === 'request' ? 'readOnly' : 'writeOnly';
  return required.filter((name) => !isMarked(document, pointerTo(pointer, 'properties', String(name)), oneWay));
};

/** Whether a property is `readOnly` or `writeOnly`, itself or where it refers to. */
export const isMarked = (document: ContractDocument, property: string, mark: 'readOnly' | 'writeOnly'): boolean => {
  const node = valueAt(document.root, property);
  return isObject(node) && (node[mark] === true || document.locate(property).node[mark] === true);
};
