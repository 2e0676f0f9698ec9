/**
 * Items in the order in which they were added. Any of them can be removed in constant time, by its position.
 *
 * A Map keeps that order, too, but finding its first key takes longer with each key that was deleted before it: a full collection, which
 * evicts one record for each new one, spent a third of each request on it. A linked list needs one more object for each item, which the
 * garbage collector copies several times.
 */
export class Queue<Item> {
  #items: (Item | undefined)[] = [];
  /** No item is before this position. */
  #head = 0;
  #size = 0;
  readonly #onMove: (item: Item, position: number) => void;

  /** @param onMove Called with each item that gets another position, when the places of removed items are closed up. */
  constructor(onMove: (item: Item, position: number) => void = () => {}) {
    this.#onMove = onMove;
  }

  get size(): number {
    return this.#size;
  }

  /** The oldest item. */
  get first(): Item | undefined {
    if (this.#size === 0) return undefined;
    while (this.#items[this.#head] === undefined) this.#head += 1;
    return this.#items[this.#head];
  }

  /** @returns The item's position, with which it can be removed. */
  add(item: Item): number {
    this.#size += 1;
    return this.#items.push(item) - 1;
  }

  /** @param position Of an item that was not removed before. */
  remove(position: number): void {
    this.#items[position] = undefined;
    this.#size -= 1;
    if (this.#items.length > MIN_LENGTH && this.#items.length > 2 * this.#size) this.#closeUp();
  }

  /** All items, the oldest first. */
  toArray(): readonly Item[] {
    return this.#items.filter((item) => item !== undefined);
  }

  /** Removes the oldest item. */
  removeFirst(): Item | undefined {
    const item = this.first;
    if (item !== undefined) this.remove(this.#head);
    return item;
  }

  /** Takes as long as there are items, and happens after as many were removed. */
  #closeUp(): void {
    const items = this.#items.filter((item) => item !== undefined);
    this.#items = items;
    this.#head = 0;
    items.forEach(this.#onMove);
  }
}

/** A shorter queue is not worth the work. */
const MIN_LENGTH = 32;
