import type { Instant } from './instant.ts';

/** Anything that a world remembers. Never changed in place: a new version is put. */
export type WorldRecord = { readonly id: string } & Readonly<Record<string, unknown>>;

/** What a record says under a name; of an item of a resource, what the item says. */
export const fieldOf = (record: WorldRecord, name: string): unknown => {
  if (Object.hasOwn(record, name)) return record[name];
  const item = record['item'];
  return typeof item === 'object' && item !== null && Object.hasOwn(item, name)
    ? (item as Readonly<Record<string, unknown>>)[name]
    : undefined;
};

/** The one kind of change there is. Handlers and scenarios return them; only the shell applies them. */
export type Change =
  | {
      readonly kind: 'put';
      readonly collection: string;
      readonly record: WorldRecord;
      /** From here on the record is gone. Absent: it stays. */
      readonly expiresAt?: Instant;
      /** Nothing will happen to it any more; when a collection is full, these make room first. */
      readonly finished?: boolean;
    }
  | { readonly kind: 'remove'; readonly collection: string; readonly id: string };

/** What handlers and scenarios see of a world, this request's own pending changes included. */
export interface RecordView {
  /** The type argument names the shape that this collection's owner put there. */
  get<Shape extends WorldRecord = WorldRecord>(collection: string, id: string): Shape | undefined;
  /** Oldest first. */
  list<Shape extends WorldRecord = WorldRecord>(collection: string): readonly Shape[];
}

/** Where a view finds what a world has committed. */
export interface CommittedRecords {
  get(collection: string, id: string, now: Instant): WorldRecord | undefined;
  list(collection: string, now: Instant): readonly WorldRecord[];
}

/** What applying a change did, for the journal. */
export interface AppliedChange {
  readonly kind: 'put' | 'remove' | 'evict';
  readonly collection: string;
  readonly id: string;
  readonly before?: WorldRecord;
  readonly after?: WorldRecord;
}

export const put = (collection: string, record: WorldRecord, options: PutOptions = {}): Change => ({
  kind: 'put',
  collection,
  record,
  ...options,
});

interface PutOptions {
  readonly expiresAt?: Instant;
  readonly finished?: boolean;
}

export const remove = (collection: string, id: string): Change => ({ kind: 'remove', collection, id });
