/**
 * A JSON Schema that whatever contains the example fits: objects may have more properties, arrays have just these items, a
 * regular expression stands for any text that it matches, `undefined` for anything as long as it is there.
 *
 * @throws {TypeError} for what has no place in JSON, and for a regular expression with flags, which JSON Schema has not.
 *
 * @example
 * like({ body: { to_number: /^\\+1/ } })
 */
export const like = (example: unknown): object => {
  if (example === undefined) return {};
  if (example instanceof RegExp) return patternSchema(example);
  if (Array.isArray(example)) return { type: 'array', prefixItems: example.map(like), ...exactly(example.length) };
  if (typeof example === 'object' && example !== null) return objectSchema(example);
  if (['bigint', 'function', 'symbol'].includes(typeof example))
    throw new TypeError(`An example is JSON, and a ${typeof example} is not. Use text, numbers, objects and arrays.`);
  return { const: example };
};

const patternSchema = ({ source, flags }: RegExp): object => {
  if (flags.replace('u', '') !== '')
    throw new TypeError(
      `/${source}/${flags} has flags that JSON Schema does not know. Write the pattern without them.`,
    );
  return { type: 'string', pattern: source };
};

const exactly = (count: number): object => ({ minItems: count, maxItems: count });

const objectSchema = (example: object): object => {
  const pairs = Object.entries(example).map(([name, value]) => [name, like(value)] as const);
  return { type: 'object', required: Object.keys(example), properties: Object.fromEntries(pairs) };
};
