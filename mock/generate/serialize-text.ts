import { isXml } from '../contract/operations/operation.ts';

/** Serializes a value for a media type other than JSON: a text as is, other values only as XML. `undefined` if that is not possible. */
export const serializeText = (value: unknown, mediaType: string): string | undefined => {
  if (typeof value === 'string') return value;
  return isXml(mediaType) ? `<?xml version="1.0" encoding="UTF-8"?>\n${element('response', value)}` : undefined;
};

/** A list is written as its items, each in an element with the list's name. The contract's `xml` keyword is ignored. */
const element = (name: string, value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  const tag = name.replaceAll(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_');
  return `<${tag}>${contentOf(value)}</${tag}>`;
};

const contentOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return escaped(textIn(value));
  return Object.entries(value)
    .map(([name, child]) => element(name, child))
    .join('');
};

const textIn = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
};

/** XML 1.0 does not allow these control characters, not even escaped. */
const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
