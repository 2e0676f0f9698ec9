import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { pointerTo, pointerTokens, valueAt } from './pointer.ts';
import { SchemaResources, startsResource } from './schema-resources.ts';
import type { SetUpProblem } from './set-up-error.ts';
import { SetUpError } from './set-up-error.ts';

/** A node of the contract and its pointer, after references have been followed. */
export interface Located {
  readonly node: JsonObject;
  readonly pointer: string;
}

/** An OpenAPI document in memory, whose `$ref`s all point into the document itself. */
export class ContractDocument {
  /** A file or URL, for messages. */
  readonly source: string;
  /** All files or URLs that it was read from, the main one first. */
  readonly files: readonly string[];
  readonly root: JsonObject;
  readonly version: '3.0' | '3.1';
  #hasResources: boolean | undefined;
  readonly #resources: SchemaResources;

  /** @throws {SetUpError} if `root` is not an OpenAPI document of version 3.0 to 3.2. */
  constructor(source: string, root: unknown, files: readonly string[] = [source]) {
    this.source = source;
    this.files = files;
    if (!isObject(root)) throw this.error('', 'is not an object', NAME_A_DOCUMENT);
    this.root = root;
    this.#resources = new SchemaResources(root);
    this.version = this.#readVersion(root['openapi']);
    // OpenAPI 3.1.1, section 4.8.1: one of the three is enough.
    const hasOther = this.version === '3.1' && (isObject(root['webhooks']) || isObject(root['components']));
    if (!isObject(root['paths']) && !(root['paths'] === undefined && hasOther))
      throw this.error('', 'has no paths', 'Add a "paths" object with at least one operation.');
  }

  /**
   * Returns the object at a pointer, with `$ref`s followed.
   *
   * @throws {SetUpError} if there is none, or if a reference is circular.
   */
  locate(pointer: string): Located {
    const visited = new Set<string>();
    for (let at = pointer; ;) {
      if (visited.has(at)) throw this.error(pointer, 'is a circular reference', 'Break the circular reference.');
      visited.add(at);
      const node = valueAt(this.root, at);
      if (!isObject(node)) throw this.error(pointer, `points to ${at}, which is not an object`, FIX_REFERENCE);
      if (typeof node['$ref'] !== 'string') return { node, pointer: at };
      at = this.target(node['$ref'], at);
    }
  }

  /**
   * Resolves a `$ref` to a pointer. Its fragment is a pointer into the document or into the enclosing schema resource with an `$id`, or an
   * anchor there.
   *
   * @throws {SetUpError} if the target is outside the document, or does not exist.
   */
  target(ref: string, at: string): string {
    const [uri = '', encoded = ''] = ref.split('#');
    const fragment = decoded(encoded);
    const resource = uri === '' ? this.#resourceAround(at) : this.#resources.at(uri, at);
    if (fragment === undefined || resource === undefined)
      throw this.error(at, `refers to ${ref}, outside this document`, 'Bundle the document into one file.');
    // Many documents give a schema an `$id`, but write its references as if it had none: try the whole document second.
    const target = this.#targetIn(resource, fragment) ?? (uri === '' ? this.#targetIn('', fragment) : undefined);
    if (target === undefined) throw this.error(at, `refers to ${ref}, which does not exist`, FIX_REFERENCE);
    return target;
  }

  #targetIn(resource: string, fragment: string): string | undefined {
    const target = isPointer(fragment)
      ? resource + fragment
      : anchorBelow(valueAt(this.root, resource), resource, fragment);
    return target === undefined || valueAt(this.root, target) === undefined ? undefined : target;
  }

  problem(pointer: string, problem: string, remedy: string): SetUpProblem {
    return { place: `${this.source}#${pointer}`, problem, remedy };
  }

  error(pointer: string, problem: string, remedy: string): SetUpError {
    return new SetUpError([this.problem(pointer, problem, remedy)]);
  }

  /** References are relative to the nearest enclosing schema with an `$id` (JSON Schema 2020-12, section 8.2.1). */
  #resourceAround(pointer: string): string {
    // Few documents have any, and this runs for every reference.
    if (!(this.#hasResources ??= containsResource(this.root))) return '';
    const tokens = pointerTokens(pointer);
    for (let length = tokens.length; length > 0; length -= 1) {
      const above = pointerTo('', ...tokens.slice(0, length));
      if (startsResource(valueAt(this.root, above))) return above;
    }
    return '';
  }

  #readVersion(version: unknown): '3.0' | '3.1' {
    if (typeof version === 'string' && version.startsWith('3.0.')) return '3.0';
    // 3.2 uses the same schemas as 3.1.
    if (typeof version === 'string' && /^3\.[12]\./.test(version)) return '3.1';
    const found = version === undefined ? 'has no "openapi" version' : `says "openapi": ${JSON.stringify(version)}`;
    throw this.error('', found, NAME_A_DOCUMENT);
  }
}

const NAME_A_DOCUMENT = 'Name an OpenAPI 3.0, 3.1 or 3.2 document, or Swagger 2.0.';

const FIX_REFERENCE = 'Add the referenced object, or correct the reference.';

const isPointer = (fragment: string): boolean => fragment === '' || fragment.startsWith('/');

/** `undefined` if the percent-encoding is invalid. */
const decoded = (fragment: string): string | undefined => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
};

const containsResource = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && (startsResource(node) || Object.values(node).some(containsResource));

/** The pointer of an anchor below a node, without searching nested resources that have their own `$id`. */
const anchorBelow = (node: unknown, pointer: string, name: string): string | undefined => {
  if (typeof node !== 'object' || node === null) return undefined;
  if (isObject(node) && (node['$anchor'] === name || node['$dynamicAnchor'] === name || node['$id'] === `#${name}`))
    return pointer;
  for (const [key, child] of Object.entries(node)) {
    const found = startsResource(child) ? undefined : anchorBelow(child, pointerTo(pointer, key), name);
    if (found !== undefined) return found;
  }
  return undefined;
};
