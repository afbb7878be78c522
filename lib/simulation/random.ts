import { createHash } from "node:crypto";

/** A random generator that gives the same numbers for the same key, on every machine (mulberry32). */
export class Random {
  #state: number;

  /** @param key what the numbers depend on, such as a seed and a client's id */
  constructor(...key: readonly (string | number)[]) {
    this.#state = createHash("sha256").update(JSON.stringify(key)).digest().readUInt32LE(0);
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(min: number, max: number): number {
    return min + this.next() * (max - min);
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws {RangeError} when there is nothing to pick from */
  pick<Item>(items: readonly Item[]): Item {
    const index = this.integer(0, items.length - 1);
    const item = items[index];
    if (item === undefined) throw new RangeError("Cannot pick from an empty list");
    return item;
  }

  shuffle<Item>(items: readonly Item[]): Item[] {
    return items.map((item) => ({ item, order: this.next() })).sort((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }
}
