import type { Exchange } from '../../exchange.ts';
import type { JsonObject } from '../../json.ts';
import type { Change, RecordView, WorldRecord } from '../../state/records.ts';
import { put } from '../../state/records.ts';
import type { Resource } from '../infer/resource.ts';
import type { ResourceSettings } from '../resource-settings.ts';
import { idText } from './item-id.ts';

/** The record of an item; a record without `item` means that it was removed. */
export type StoredItem = WorldRecord & {
  /** Of the caller that created it. */
  readonly organization: string;
  /** The values of the parents' path parameters, the outermost first. */
  readonly scope: readonly string[];
  /** As in a path. */
  readonly itemId: string;
  readonly item?: JsonObject;
};

export type ItemLookup =
  { readonly kind: 'here'; readonly item: JsonObject } | { readonly kind: 'removed' | 'unknown' };

/** Record collection for the scopes that have been seeded, by resource and scope. */
const SEEDED_SCOPES = 'resources';

/**
 * The items of a resource below the parents in a request's path, and the changes that the request makes. The store does not modify the
 * world; it collects the changes.
 */
export class ItemStore {
  readonly scope: readonly string[];
  readonly #resource: Resource;
  readonly #records: RecordView;
  readonly #organization: string;
  readonly #owner: ResourceSettings['owner'];
  readonly #pending = new Map<string, StoredItem>();
  readonly #changes: Change[] = [];

  constructor(
    resource: Resource,
    { pathParameters, caller }: Exchange,
    records: RecordView,
    owner: ResourceSettings['owner'],
  ) {
    this.#organization = caller.organization;
    this.#owner = owner;
    this.scope = resource.parents.map((name) => pathParameters.get(name) ?? '');
    this.#resource = resource;
    this.#records = records;
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** Marks this scope as seeded; returns whether it was not seeded before. */
  markSeeded(): boolean {
    const id = [this.#resource.name, ...this.#keyPrefix, ...this.scope].join(' ');
    if (this.#records.get(SEEDED_SCOPES, id) !== undefined) return false;
    this.#changes.push(put(SEEDED_SCOPES, { id }));
    return true;
  }

  find(itemId: string): ItemLookup {
    const key = this.#keyOf(itemId);
    const stored = this.#pending.get(key) ?? this.#records.get<StoredItem>(this.#resource.name, key);
    if (stored === undefined) return { kind: 'unknown' };
    return stored.item === undefined ? { kind: 'removed' } : { kind: 'here', item: stored.item };
  }

  /** Oldest first. */
  list(): readonly JsonObject[] {
    const records = new Map(this.#records.list<StoredItem>(this.#resource.name).map((stored) => [stored.id, stored]));
    for (const stored of this.#pending.values()) records.set(stored.id, stored);
    return [...records.values()]
      .filter(({ organization }) => this.#owner === 'everyone' || organization === this.#organization)
      .filter(({ scope }) => scope.every((name, index) => name === this.scope[index]))
      .flatMap(({ item }) => (item === undefined ? [] : [item]));
  }

  put(item: JsonObject): void {
    this.#put(idText(item[this.#resource.idField]), { item });
  }

  /** Stores the removal: a removed item stays removed, while an unknown one may be made up. */
  remove(itemId: string): void {
    this.#put(itemId, {});
  }

  /** Separates the items by organization, if each has its own. */
  get #keyPrefix(): readonly string[] {
    return this.#owner === 'everyone' ? [] : [this.#organization];
  }

  #put(itemId: string, content: { readonly item?: JsonObject }): void {
    const stored: StoredItem = {
      id: this.#keyOf(itemId),
      organization: this.#organization,
      scope: this.scope,
      itemId,
      ...content,
    };
    this.#pending.set(stored.id, stored);
    this.#changes.push(put(this.#resource.name, stored, { finished: content.item === undefined }));
  }

  #keyOf(itemId: string): string {
    return [...this.#keyPrefix, ...this.scope, itemId].map(encodeURIComponent).join('/');
  }
}
