/**
 * Whether a text matches a pattern in which `*` stands for any text, also none.
 *
 * Not a regular expression: one with several `.*` is slow for a text that does not match.
 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length >= at + last.length && text.endsWith(last);
};
