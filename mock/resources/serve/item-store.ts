import type { Exchange } from '../../exchange.ts';
import type { JsonObject } from '../../json.ts';
import type { Change, RecordView, WorldRecord } from '../../state/records.ts';
import { put } from '../../state/records.ts';
import { idText } from './item-id.ts';
import type { ResourceSettings } from '../resource-settings.ts';
import type { Resource } from '../infer/resource.ts';

/** An item as a world remembers it; one without `item` has been removed. */
export type StoredItem = WorldRecord & {
  /** Of the caller that made it. */
  readonly organization: string;
  /** The values of the parents' path parameters, the outermost first. */
  readonly scope: readonly string[];
  /** As it stands in a path. */
  readonly itemId: string;
  readonly item?: JsonObject;
};

export type ItemLookup = { readonly kind: 'here'; readonly item: JsonObject } | { readonly kind: 'removed' | 'unknown' };

/** The scopes that have been begun, by collection and scope. */
const SEEDED_SCOPES = 'resources';

/**
 * The items of a resource below the parents that a request names, and what the request does to them. Nothing happens to the world:
 * the changes are handed over in the end.
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

  /** Whether nothing has been kept here yet, nor begun. From now on it is begun. */
  begin(): boolean {
    const id = [this.#resource.name, ...this.#space, ...this.scope].join(' ');
    if (this.#records.get(SEEDED_SCOPES, id) !== undefined) return false;
    this.#changes.push(put(SEEDED_SCOPES, { id }));
    return true;
  }

  find(itemId: string): ItemLookup {
    const key = this.#keyOf(itemId);
    const kept = this.#pending.get(key) ?? this.#records.get<StoredItem>(this.#resource.name, key);
    if (kept === undefined) return { kind: 'unknown' };
    return kept.item === undefined ? { kind: 'removed' } : { kind: 'here', item: kept.item };
  }

  /** Oldest first. */
  list(): readonly JsonObject[] {
    const records = new Map(this.#records.list<StoredItem>(this.#resource.name).map((kept) => [kept.id, kept]));
    for (const kept of this.#pending.values()) records.set(kept.id, kept);
    return [...records.values()]
      .filter(({ organization }) => this.#owner === 'everyone' || organization === this.#organization)
      .filter(({ scope }) => scope.every((name, index) => name === this.scope[index]))
      .flatMap(({ item }) => (item === undefined ? [] : [item]));
  }

  put(item: JsonObject): void {
    this.#put(idText(item[this.#resource.idField]), { item });
  }

  /** What is removed is remembered as such: it stays gone, where what nobody has heard of may be made up. */
  remove(itemId: string): void {
    this.#put(itemId, {});
  }

  /** Where each organization has its own, one's items are not there for another. */
  get #space(): readonly string[] {
    return this.#owner === 'everyone' ? [] : [this.#organization];
  }

  #put(itemId: string, what: { readonly item?: JsonObject }): void {
    const kept: StoredItem = {
      id: this.#keyOf(itemId),
      organization: this.#organization,
      scope: this.scope,
      itemId,
      ...what,
    };
    this.#pending.set(kept.id, kept);
    this.#changes.push(put(this.#resource.name, kept, { finished: what.item === undefined }));
  }

  #keyOf(itemId: string): string {
    return [...this.#space, ...this.scope, itemId].map(encodeURIComponent).join('/');
  }
}
