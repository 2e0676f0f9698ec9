import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { pointerTo, pointerTokens, valueAt } from './pointer.ts';

/** The schemas of a document that have an `$id`, by the URI that it makes (JSON Schema 2020-12, core, section 8.2.1). */
export class SchemaResources {
  readonly #root: JsonObject;
  #byUri: Map<string, string> | undefined;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /** Where the resource stands that a URI means, as it is written in a schema at a pointer; `undefined` if the document has none. */
  at(reference: string, pointer: string): string | undefined {
    const uri = resolved(reference, this.#baseAt(pointer));
    this.#byUri ??= this.#index();
    return uri === undefined ? undefined : this.#byUri.get(uri);
  }

  #baseAt(pointer: string): string {
    const tokens = pointerTokens(pointer);
    let base = NOWHERE;
    for (let length = 1; length <= tokens.length; length += 1) {
      const node = valueAt(this.#root, pointerTo('', ...tokens.slice(0, length)));
      if (startsResource(node)) base = resolved(node.$id, base) ?? base;
    }
    return base;
  }

  /** Made when it is first needed: few contracts refer to an `$id`. The first of a name wins. */
  #index(): Map<string, string> {
    const found = new Map<string, string>();
    const visit = (node: unknown, pointer: string, base: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const own = startsResource(node) ? resolved(node.$id, base) : undefined;
      if (own !== undefined && !found.has(own)) found.set(own, pointer);
      for (const [name, child] of Object.entries(node))
        if (!VALUES.has(name)) visit(child, pointerTo(pointer, name), own ?? base);
    };
    visit(this.#root, '', NOWHERE);
    return found;
  }
}

/** An `$id` of a fragment alone is draft-07's way to write an anchor. */
export const startsResource = (node: unknown): node is { readonly $id: string } =>
  isObject(node) && typeof node['$id'] === 'string' && !node['$id'].startsWith('#');

/** Of a document that is not known to be anywhere. */
const NOWHERE = 'https://document.invalid/';

/** They hold values, in which an `$id` is nobody's name. */
const VALUES: ReadonlySet<string> = new Set(['enum', 'const', 'example', 'examples', 'default']);

/** Without its fragment; `undefined` for what is no URI. */
const resolved = (reference: string, base: string): string | undefined =>
  URL.canParse(reference, base) ? new URL(reference, base).href.split('#', 1)[0] : undefined;
