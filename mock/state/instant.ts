/** A moment in time, in epoch milliseconds, on the clock of the world that is meant. */
export type Instant = number;
