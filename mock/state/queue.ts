/** A place in a {@link Queue}. */
export interface QueueEntry<Item> {
  readonly item: Item;
}

interface Link<Item> extends QueueEntry<Item> {
  before: Link<Item> | undefined;
  after: Link<Item> | undefined;
}

/**
 * Items in the order in which they came; any may leave, at the same cost.
 *
 * A Map keeps that order too, but finding its first key costs more with each key that was deleted before it: a full collection,
 * which lets one go for one that comes, spent a third of each request on it.
 */
export class Queue<Item> {
  #first: Link<Item> | undefined;
  #last: Link<Item> | undefined;

  /** Who has waited longest. */
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

  /** Takes out who has waited longest. */
  removeFirst(): Item | undefined {
    const link = this.#first;
    if (link) this.remove(link);
    return link?.item;
  }

  /** @param place Of this queue, and not left before. */
  remove(place: QueueEntry<Item>): void {
    const { before, after } = place as Link<Item>;
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
  }
}
