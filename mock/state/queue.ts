/** An entry of a {@link Queue}. */
export interface QueueEntry<Item> {
  readonly item: Item;
}

interface Link<Item> extends QueueEntry<Item> {
  before: Link<Item> | undefined;
  after: Link<Item> | undefined;
}

/**
 * Items in the order in which they were added. Any of them can be removed in constant time.
 *
 * A Map keeps that order, too, but finding its first key takes longer with each key that was deleted before it: a full collection, which
 * evicts one record for each new one, spent a third of each request on it.
 */
export class Queue<Item> {
  #first: Link<Item> | undefined;
  #last: Link<Item> | undefined;

  /** The oldest item. */
  get first(): Item | undefined {
    return this.#first?.item;
  }

  add(item: Item): QueueEntry<Item> {
    const link: Link<Item> = { item, before: this.#last, after: undefined };
    if (this.#last) this.#last.after = link;
    else this.#first = link;
    this.#last = link;
    return link;
  }

  /** Removes the oldest item. */
  removeFirst(): Item | undefined {
    const link = this.#first;
    if (link) this.remove(link);
    return link?.item;
  }

  /** @param entry An entry of this queue that was not removed before. */
  remove(entry: QueueEntry<Item>): void {
    const { before, after } = entry as Link<Item>;
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
  }
}
