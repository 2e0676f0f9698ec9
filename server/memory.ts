import { getHeapStatistics } from 'node:v8';

const MEGABYTE = 1024 * 1024;

/** What the program itself takes up, roughly, before it has served anybody. */
const PROGRAM_BYTES = 48 * MEGABYTE;

/** However little there is: some requests to look at. */
const MIN_BYTES = 4 * MEGABYTE;

/**
 * What the process may use, in bytes: the limit of its container or of V8's heap, whichever is lower. Without a limit on the
 * container Node tells 0 or a number beyond any machine.
 */
const availableMemory = (): number => {
  const limit = process.constrainedMemory();
  return Math.min(limit === 0 ? Infinity : limit, getHeapStatistics().heap_size_limit);
};

/** Room for the journals of all worlds where no setting says how much: a third of what the program leaves. Records need the rest. */
export const defaultSharedJournalBytes = (): number =>
  Math.max(MIN_BYTES, Math.floor((availableMemory() - PROGRAM_BYTES) / 3));
