import type { Instant } from './instant.ts';

/** Anything that a world stores. Records are immutable: a change puts a new version. */
export type WorldRecord = { readonly id: string } & Readonly<Record<string, unknown>>;

/** A property of a record; for a resource's record, a property of its `item`. */
export const fieldOf = (record: WorldRecord, name: string): unknown => {
  if (Object.hasOwn(record, name)) return record[name];
  const item = record['item'];
  return typeof item === 'object' && item !== null && Object.hasOwn(item, name)
    ? (item as Readonly<Record<string, unknown>>)[name]
    : undefined;
};

/** Every change of state is a put or a remove. Handlers and scenarios return changes; the sandbox applies them. */
export type Change =
  | {
      readonly kind: 'put';
      readonly collection: string;
      readonly record: WorldRecord;
      /** The record expires at this instant. Absent: it does not expire. */
      readonly expiresAt?: Instant;
      /** The record will not change again. A full collection evicts finished records first. */
      readonly finished?: boolean;
    }
  | { readonly kind: 'remove'; readonly collection: string; readonly id: string };

/** A world's records as handlers and scenarios see them, including the request's own pending changes. */
export interface RecordView {
  /** Unchecked: `Shape` must be what the collection's owner stores. */
  get<Shape extends WorldRecord = WorldRecord>(collection: string, id: string): Shape | undefined;
  /** Oldest first. */
  list<Shape extends WorldRecord = WorldRecord>(collection: string): readonly Shape[];
}

/** The committed records of a world. */
export interface CommittedRecords {
  get(collection: string, id: string, now: Instant): WorldRecord | undefined;
  list(collection: string, now: Instant): readonly WorldRecord[];
}

/** What a change did when it was applied, for the journal. */
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
