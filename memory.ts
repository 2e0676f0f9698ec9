import { getHeapStatistics } from 'node:v8';

/**
 * What the process may use, in bytes: the limit of its container or of V8's heap, whichever is lower. Without a limit on the
 * container Node tells 0 or a number beyond any machine.
 */
const availableMemory = (): number => {
  const limit = process.constrainedMemory();
  return Math.min(limit === 0 ? Infinity : limit, getHeapStatistics().heap_size_limit);
};

/** Room for the journals of all worlds where no setting says how much: the program and the records need the rest. */
export const defaultJournalRoom = (): number => Math.floor(availableMemory() / 4);
