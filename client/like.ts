/**
 * Builds a JSON Schema from an example. Objects may have more properties than the example, arrays must have exactly its items, a regular
 * expression matches any text that it matches, and `undefined` matches any value that is present.
 *
 * @throws {TypeError} if a value is not JSON, or a regular expression has flags, which JSON Schema does not support.
 *
 * @example
 * like({ body: { to_number: /^\\+1/ } })
 */
export const like = (example: unknown): object => {
  if (example === undefined) return {};
  if (example instanceof RegExp) return patternSchema(example);
  if (Array.isArray(example)) return { type: 'array', prefixItems: example.map(like), ...exactLength(example.length) };
  if (typeof example === 'object' && example !== null) return objectSchema(example);
  if (['bigint', 'function', 'symbol'].includes(typeof example))
    throw new TypeError(
      `The example contains a ${typeof example}, which is not JSON. Use text, numbers, objects and arrays.`,
    );
  return { const: example };
};

const patternSchema = ({ source, flags }: RegExp): object => {
  if (flags.replace('u', '') !== '')
    throw new TypeError(`/${source}/${flags} has flags, which JSON Schema does not support. Remove the flags.`);
  return { type: 'string', pattern: source };
};

const exactLength = (count: number): object => ({ minItems: count, maxItems: count });

const objectSchema = (example: object): object => {
  const pairs = Object.entries(example).map(([name, value]) => [name, like(value)] as const);
  return { type: 'object', required: Object.keys(example), properties: Object.fromEntries(pairs) };
};
