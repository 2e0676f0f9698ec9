import { getHeapStatistics } from 'node:v8';

const MEGABYTE = 1024 * 1024;

/** Approximate memory of the program itself, before its first request. */
const PROGRAM_BYTES = 48 * MEGABYTE;

/** Even with little memory, the journals hold some requests. */
const MIN_BYTES = 4 * MEGABYTE;

/**
 * The memory that the process may use, in bytes: the limit of its container or of V8's heap, whichever is lower. Without a limit
 * on the container, Node returns 0 or a number larger than the memory of any machine.
 */
const availableMemory = (): number => {
  const limit = process.constrainedMemory();
  return Math.min(limit === 0 ? Infinity : limit, getHeapStatistics().heap_size_limit);
};

/** The default size of the journals of all worlds: a third of the memory that the program does not use. Records need the rest. */
export const defaultSharedJournalBytes = (): number =>
  Math.max(MIN_BYTES, Math.floor((availableMemory() - PROGRAM_BYTES) / 3));
