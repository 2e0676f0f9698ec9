import type { EntryParts, JournalEntry } from '../../mock/observe/journal.ts';
import { entryOf } from '../../mock/observe/journal.ts';
import { aRequest } from '../support/a-request.ts';

/** A journal entry with the given parts; the defaults are an answered request without a body, of about 3,000 bytes. */
export const anEntry = (id: string, more: Partial<EntryParts> = {}): JournalEntry =>
  entryOf({
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
