import type { EntryParts } from '../../mock/observe/journal-entry.ts';
import { aRequest } from '../support/a-request.ts';

/** The parts of a journal entry; the defaults are an answered request without a body. */
export const anEntry = (id: string, more: Partial<EntryParts> = {}): EntryParts => ({
  id,
  at: 0,
  request: aRequest({ body: undefined }),
  trace: { path: [] },
  settled: [],
  changes: [],
  reply: { status: 200, headers: {} },
  payload: undefined,
  ...more,
});
