import type { Operation } from './operation.ts';

export type Routed =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly pathParameters: ReadonlyMap<string, string> }
  | { readonly kind: 'method_not_allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: string | undefined }
  | { readonly kind: 'malformed' };

export type Router = (method: string, path: string) => Routed;

/** Paths that differ only in the names of their parameters are one template, with the operations of all of them. */
interface Template {
  readonly path: string;
  readonly segments: readonly Segment[];
  readonly byMethod: Map<string, Routable>;
}

interface Routable {
  readonly operation: Operation;
  /** With the parameter names of this operation. */
  readonly segments: readonly Segment[];
}

type Segment =
  | { readonly literal: string }
  | { readonly pattern: RegExp; readonly names: readonly string[]; readonly literals: readonly string[] };

/**
 * Matches paths as OpenAPI defines it, not as Express does: concrete before templated, exact in case and trailing slash, `{name}`
 * anywhere in a segment (`/files/{id}.json`), segments compared after percent-decoding.
 */
export const createRouter = (operations: readonly Operation[]): Router => {
  const templates = templatesOf(operations);
  const literals = literalTemplates(templates);
  return (method, path) => {
    const segments = decodeSegments(path);
    if (segments === undefined) return { kind: 'malformed' };
    const template = literals.get(path) ?? templates.find((candidate) => matches(candidate, segments));
    if (template === undefined) return { kind: 'unknown', nearest: nearestTo(path, templates) };
    const found = template.byMethod.get(method) ?? (method === 'HEAD' ? template.byMethod.get('GET') : undefined);
    if (found === undefined) return { kind: 'method_not_allowed', allow: allowedBy(template) };
    return { kind: 'operation', operation: found.operation, pathParameters: parametersOf(found, segments) };
  };
};

const templatesOf = (operations: readonly Operation[]): readonly Template[] => {
  const templates = new Map<string, Template>();
  for (const operation of operations) {
    for (const path of operation.basePaths.map((base) => base + operation.path)) {
      const segments = segmentsOf(path);
      const shape = shapeOfPath(path);
      const template = templates.get(shape) ?? { path, segments, byMethod: new Map<string, Routable>() };
      if (!template.byMethod.has(operation.method)) template.byMethod.set(operation.method, { operation, segments });
      templates.set(shape, template);
    }
  }
  return [...templates.values()].toSorted(concreteFirst);
};

/** Templates without parameters by path. They win over all others that match, so that most requests need no search. */
const literalTemplates = (templates: readonly Template[]): ReadonlyMap<string, Template> => {
  const literal = templates.filter(({ segments }) => segments.every((segment) => 'literal' in segment));
  return new Map(literal.filter(({ path }) => !path.includes('%')).map((template) => [template.path, template]));
};

/** A path without the names of its parameters. */
export const shapeOfPath = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');

/** `/a/b` before `/a/{x}` before `/{x}/b`, and `/{x}.json` before `/{x}`: the path with more literal text further left wins. */
const concreteFirst = (one: Template, other: Template): number => {
  if (one.segments.length !== other.segments.length) return one.segments.length - other.segments.length;
  const others = other.segments.map(literalness);
  const differences = one.segments.map((segment, index) => (others[index] ?? 0) - literalness(segment));
  return differences.find((difference) => difference !== 0) ?? 0;
};

const literalness = (segment: Segment): number =>
  'literal' in segment ? MAX_LITERALNESS : segment.literals.join('').length;

const MAX_LITERALNESS = 1_000_000;

/** Decoded like the segments of a request; a path with invalid percent-encoding is taken literally. */
const segmentsOf = (path: string): readonly Segment[] =>
  (decodeSegments(path) ?? path.split('/').slice(1)).map(segmentOf);

const segmentOf = (text: string): Segment => {
  const names = [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  if (names.length === 0) return { literal: text };
  const literals = text.split(PLACEHOLDER_SPLIT);
  return { pattern: new RegExp(`^${literals.map(escapeRegExp).join('(.+?)')}$`, 's'), names, literals };
};

const PLACEHOLDER = /\{([^}]*)\}/g;
const PLACEHOLDER_SPLIT = /\{[^}]*\}/;

const escapeRegExp = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

const decodeSegments = (path: string): readonly string[] | undefined => {
  const raw = path.split('/').slice(1);
  if (!path.includes('%')) return raw;
  try {
    return raw.map(decodeURIComponent);
  } catch {
    return undefined;
  }
};

const matches = (template: Template, segments: readonly string[]): boolean =>
  template.segments.length === segments.length &&
  template.segments.every((segment, index) =>
    'literal' in segment ? segment.literal === segments[index] : segment.pattern.test(segments[index] ?? ''),
  );

const parametersOf = (routable: Routable, segments: readonly string[]): ReadonlyMap<string, string> => {
  const parameters = new Map<string, string>();
  routable.segments.forEach((segment, index) => {
    if ('literal' in segment) return;
    const values = segment.pattern.exec(segments[index] ?? '') ?? [];
    segment.names.forEach((name, position) => parameters.set(name, values[position + 1] ?? ''));
  });
  return parameters;
};

/** GET implies HEAD, and every path supports OPTIONS (RFC 9110, sections 9.3.2 and 9.3.7). */
const allowedBy = ({ byMethod }: Template): readonly string[] =>
  [...new Set([...byMethod.keys(), ...(byMethod.has('GET') ? ['HEAD'] : []), 'OPTIONS'])].toSorted();

/** The path that was probably intended: one that differs only in case or slashes, or where the base path is missing. */
const nearestTo = (path: string, templates: readonly Template[]): string | undefined => {
  const normalized = normalize(path);
  const same = templates.find((template) => normalize(template.path) === normalized);
  return (same ?? templates.find((template) => matchesWithoutBase(template, path)))?.path;
};

const matchesWithoutBase = ({ path, byMethod }: Template, requested: string): boolean => {
  const segments = decodeSegments(requested);
  const [first] = byMethod.values();
  if (segments === undefined || first === undefined || first.operation.path === path) return false;
  return matches({ path, byMethod, segments: segmentsOf(first.operation.path) }, segments);
};

const normalize = (path: string): string => path.toLowerCase().split('/').filter(Boolean).join('/');
