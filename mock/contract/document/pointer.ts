/** Appends tokens to a JSON Pointer (RFC 6901). */
export const pointerTo = (base: string, ...tokens: readonly (string | number)[]): string =>
  tokens.reduce<string>((pointer, token) => `${pointer}/${escapeToken(String(token))}`, base);

export const pointerTokens = (pointer: string): string[] => {
  const tokens = pointer.split('/').slice(1);
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens;
};

/** The value at a pointer, or `undefined` if there is none. Own properties only. */
export const valueAt = (root: unknown, pointer: string): unknown => {
  let value = root;
  for (const token of tokensOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
};

/** Settings and code name few pointers, and each request looks them up several times. */
const tokensOf = (pointer: string): readonly string[] => {
  const known = knownTokens.get(pointer);
  if (known) return known;
  const tokens = pointerTokens(pointer);
  if (knownTokens.size < MAX_KNOWN) knownTokens.set(pointer, tokens);
  return tokens;
};

const knownTokens = new Map<string, readonly string[]>();

/** Pointers in what a client sends must not fill the memory. */
const MAX_KNOWN = 1_000;

const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');
