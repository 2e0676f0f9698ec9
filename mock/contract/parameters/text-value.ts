import type { JsonObject } from '../../json.ts';
import type { TextForm } from '../operations/operation.ts';
import type { Shape } from '../schemas/shape.ts';
import { ANY_SHAPE } from '../schemas/shape.ts';

/** Parses texts into a value. Text that cannot be parsed stays text, and the schema refuses it. */
export const valueIn = (texts: readonly string[], form: TextForm): unknown => {
  const { isJson, shape, explode, separator = ',' } = form;
  if (isJson) return readJson(texts.join(','));
  if (shape.types.has('array')) {
    const items = explode ? texts : texts.flatMap((text) => text.split(separator).map((item) => item.trim()));
    return items.map((item) => readText(item, shape.items ?? ANY_SHAPE));
  }
  const text = texts.join(separator);
  const isObject = shape.types.has('object') && !shape.types.has('string');
  return isObject ? objectFrom(pairsIn(text, form), shape) : readText(text, shape);
};

/** The separator of items in one text, by style. */
export const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ['form', ','],
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
]);

/** Builds an object from named texts; a repeated name becomes an array. */
export const objectFrom = (pairs: readonly (readonly [string, string])[], { properties }: Shape): JsonObject => {
  const texts = new Map<string, string[]>();
  for (const [name, text] of pairs) texts.set(name, [...(texts.get(name) ?? []), text]);
  const valueOf = (name: string, values: readonly string[]): unknown =>
    valueIn(values, { isJson: false, shape: properties.get(name) ?? ANY_SHAPE, explode: true });
  // `fromEntries`: a property may be called `__proto__`.
  return Object.fromEntries([...texts].map(([name, values]) => [name, valueOf(name, values)]));
};

/** `R=100,G=200` if exploded, else `R,100,G,200` (OpenAPI 3.1.1, section 4.8.12.3). */
const pairsIn = (text: string, { explode, separator = ',' }: TextForm): readonly (readonly [string, string])[] => {
  const parts = text.split(separator);
  if (explode) return parts.map((part) => [part.split('=', 1)[0] ?? '', part.slice(part.indexOf('=') + 1)]);
  return parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ''] as const] : []));
};

const readText = (text: string, { types }: Shape): unknown => {
  if (types.has('string')) return text;
  if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

/** RFC 8259, section 6: no leading zeros, no bare point, no hexadecimal. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
