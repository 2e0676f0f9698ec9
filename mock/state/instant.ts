/** A point in time in epoch milliseconds, usually on a world's clock. */
export type Instant = number;
