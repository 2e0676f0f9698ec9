import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { pointerTo, pointerTokens, valueAt } from './pointer.ts';

/** The schemas of a document that have an `$id`, by their URI (JSON Schema 2020-12, core, section 8.2.1). */
export class SchemaResources {
  readonly #root: JsonObject;
  #byUri: Map<string, string> | undefined;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /** The pointer of the resource with a URI, resolved relative to the schema at `pointer`; `undefined` if the document has none. */
  at(reference: string, pointer: string): string | undefined {
    const uri = resolved(reference, this.#baseAt(pointer));
    this.#byUri ??= this.#index();
    return uri === undefined ? undefined : this.#byUri.get(uri);
  }

  #baseAt(pointer: string): string {
    const tokens = pointerTokens(pointer);
    let base = DOCUMENT_URI;
    for (let length = 1; length <= tokens.length; length += 1) {
      const node = valueAt(this.#root, pointerTo('', ...tokens.slice(0, length)));
      if (startsResource(node)) base = resolved(node.$id, base) ?? base;
    }
    return base;
  }

  /** Built on first use: few contracts refer to an `$id`. Of duplicates, the first counts. */
  #index(): Map<string, string> {
    const found = new Map<string, string>();
    const visit = (node: unknown, pointer: string, base: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const own = startsResource(node) ? resolved(node.$id, base) : undefined;
      if (own !== undefined && !found.has(own)) found.set(own, pointer);
      for (const [name, child] of Object.entries(node))
        if (!VALUE_KEYWORDS.has(name)) visit(child, pointerTo(pointer, name), own ?? base);
    };
    visit(this.#root, '', DOCUMENT_URI);
    return found;
  }
}

/** Whether a node starts a schema resource. An `$id` with only a fragment is how draft-07 writes an anchor. */
export const startsResource = (node: unknown): node is { readonly $id: string } =>
  isObject(node) && typeof node['$id'] === 'string' && !node['$id'].startsWith('#');

/** Base URI of the document, whose own location is unknown. */
const DOCUMENT_URI = 'https://document.invalid/';

/** Keywords that contain values, in which an `$id` does not identify a schema. */
const VALUE_KEYWORDS: ReadonlySet<string> = new Set(['enum', 'const', 'example', 'examples', 'default']);

/** The resolved URI without its fragment; `undefined` for an invalid URI. */
const resolved = (reference: string, base: string): string | undefined =>
  URL.canParse(reference, base) ? new URL(reference, base).href.split('#', 1)[0] : undefined;
