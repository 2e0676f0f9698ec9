/** JSON pointers and references. Implemented here, since the referee shares no code with the engine that it judges. */
export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A node of a document, and the tokens of its JSON pointer. */
export interface SchemaLocation {
  readonly node: Json;
  readonly path: readonly string[];
}

/** The node at a path, after following its `$ref`s; `undefined` if there is none. */
export const follow = (root: Json, path: readonly string[]): SchemaLocation | undefined => {
  let current = path;
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    const node = current.reduce<unknown>((value, token) => child(value, token), root);
    if (!isRecord(node)) return undefined;
    if (typeof node['$ref'] !== 'string') return { node, path: current };
    current = tokensOf(node['$ref']);
  }
  return undefined;
};

const MAX_HOPS = 50;

const child = (value: unknown, token: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, token)
    ? (value as Record<string, unknown>)[token]
    : undefined;

/** The tokens of a reference within the document. */
export const tokensOf = (ref: string): readonly string[] =>
  ref
    .split('/')
    .slice(1)
    .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'));

/** A path as a URI fragment. */
export const fragmentOf = (path: readonly string[]): string =>
  path.map((token) => `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
