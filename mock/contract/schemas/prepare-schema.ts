import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { pointerTo, valueAt } from '../document/pointer.ts';
import { startsResource } from '../document/schema-resources.ts';
import { patternProblem } from './create-ajv.ts';
import type { Discriminated } from './discriminator.ts';
import { discriminatedBy } from './discriminator.ts';
import { fixedTarget } from './dynamic-reference.ts';
import type { SchemaDialect } from './schema-dialect.ts';
import { dialectAt, hasBooleanBounds, hidesSiblings, upgradeFrom30 } from './schema-dialect.ts';
import { mapKeyword } from './subschemas.ts';

/** Direction of a value: a request does not send `readOnly` properties, a reply does not send `writeOnly` ones. */
export type Direction = 'request' | 'reply';

/** Keyword that replaces a schema of another dialect; its value is that schema's pointer. */
export const OTHER_DIALECT = 'x-sandbox-other-dialect';

export interface Preparation {
  readonly document: ContractDocument;
  readonly dialect: SchemaDialect;
  readonly direction: Direction;
  /** Whether the dialect has a keyword. */
  readonly knows: (keyword: string) => boolean;
  /** The id under which ajv finds the schema at a pointer, in the same dialect. Adds the schema if it is missing. */
  readonly idOf: (pointer: string) => string;
}

/**
 * Converts a schema so that ajv can compile it on its own: references point to ids, schemas of other dialects are replaced by
 * {@link OTHER_DIALECT}, extensions are removed, and properties of the other direction are not required.
 *
 * @throws {SetUpError} for a keyword that the dialect does not have: if it is misspelled, it would be a rule that is never checked.
 */
export const prepareSchema = (preparation: Preparation, pointer: string): unknown =>
  prepare(preparation, valueAt(preparation.document.root, pointer), pointer, true);

const prepare = (preparation: Preparation, schema: unknown, pointer: string, isRoot: boolean): unknown => {
  if (!isObject(schema)) return schema;
  const { dialect, document } = preparation;
  if (!isRoot && typeof schema['$schema'] === 'string' && dialectAt(document, pointer) !== dialect) {
    return { [OTHER_DIALECT]: pointer };
  }
  // Its anchors are separate: inlined into the surrounding schema, ajv would report them as duplicates.
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

const prepareKeywords = (preparation: Preparation, original: JsonObject, pointer: string): JsonObject => {
  const { document, dialect } = preparation;
  const schema = hasBooleanBounds(dialect) ? upgradeFrom30(original) : original;
  const below = (child: unknown, at: string): unknown => prepare(preparation, child, at, false);
  const prepared: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (OMITTED_KEYWORDS.has(keyword) || keyword.startsWith('x-')) continue;
    const at = pointerTo(pointer, keyword);
    if (!preparation.knows(keyword)) throw unknownKeyword(preparation, at);
    refuseInvalidPatterns(document, keyword, value, at);
    prepared[keyword] = mapKeyword(keyword, value, at, below);
  }
  if (Array.isArray(schema['required'])) prepared['required'] = requiredOf(preparation, schema['required'], pointer);
  const discriminated = discriminatedBy(document, schema, pointer);
  return discriminated ? withDiscriminator(prepared, discriminated, preparation.direction) : prepared;
};

/**
 * Adds a condition per alternative: the discriminator property selects the schema that applies. For a request the conditions replace
 * the `oneOf` or `anyOf`: a client that sends an invalid cat learns what is wrong with the cat, not that it also fails as a dog.
 */
const withDiscriminator = (prepared: JsonObject, choice: Discriminated, direction: Direction): JsonObject => {
  const { property, keyword, names } = choice;
  const { [keyword]: branches, ...others } = prepared;
  const conditions = names.map((values, index) =>
    implication(
      { required: [property], properties: { [property]: { enum: values } } },
      (branches as readonly unknown[])[index],
    ),
  );
  const isKnown = { type: 'object', required: [property], properties: { [property]: { enum: names.flat() } } };
  const allOf = Array.isArray(prepared['allOf']) ? (prepared['allOf'] as readonly unknown[]) : [];
  return { ...(direction === 'request' ? others : prepared), allOf: [...allOf, isKnown, ...conditions] };
};

/**
 * Keywords that are not passed to ajv. Those that identify a schema or its dialect: references are already resolved, and ajv would
 * resolve them its own way. Annotations: ajv looks for an `$id` even in an example, and treats an invalid title as an invalid schema.
 *
 * `nullable` is an OpenAPI 3.0 keyword that has already been converted to a type. In a 3.1 document it has no meaning (2020-12, core,
 * 4.3.1), but ajv would apply it.
 */
const OMITTED_KEYWORDS: ReadonlySet<string> = new Set(
  '$schema $id $anchor $comment title description default example examples externalDocs xml discriminator nullable'.split(
    ' ',
  ),
);

const unknownKeyword = ({ document, dialect }: Preparation, pointer: string): Error => {
  const problem = `is not a keyword of the dialect ${dialect}, so it would not be checked`;
  return document.error(pointer, problem, 'Correct its spelling. If it is an extension, start its name with "x-".');
};

const refuseInvalidPatterns = (document: ContractDocument, keyword: string, value: unknown, pointer: string): void => {
  const patterns = keyword === 'patternProperties' && isObject(value) ? Object.keys(value) : [];
  for (const pattern of keyword === 'pattern' && typeof value === 'string' ? [value] : patterns) {
    const problem = patternProblem(pattern);
    if (problem !== undefined)
      throw document.error(pointer, `has an invalid pattern: ${problem}`, 'Correct the pattern.');
  }
};

/** Written as `if: not … else: …`, since an object with a property `then` could be mistaken for a promise. */
const implication = (condition: JsonObject, consequence: unknown): JsonObject => ({
  if: { not: condition },
  else: consequence,
});

/** OpenAPI 3.0.4, section 4.7.24.2: a `readOnly` property is required in replies only, a `writeOnly` one in requests only. */
const requiredOf = ({ document, direction }: Preparation, required: unknown[], pointer: string): unknown[] => {
  const oneWay = direction === 'request' ? 'readOnly' : 'writeOnly';
  return required.filter((name) => !isMarked(document, pointerTo(pointer, 'properties', String(name)), oneWay));
};

/** Whether a property is marked `readOnly` or `writeOnly`, directly or in the schema that it refers to. */
export const isMarked = (document: ContractDocument, property: string, mark: 'readOnly' | 'writeOnly'): boolean => {
  const node = valueAt(document.root, property);
  return isObject(node) && (node[mark] === true || document.locate(property).node[mark] === true);
};
