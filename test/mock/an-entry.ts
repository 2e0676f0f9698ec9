import type { EntryParts, JournalEntry } from '../../mock/journal.ts';
import { entryOf } from '../../mock/journal.ts';
import { aRequest } from '../support/a-request.ts';

/** What a test says of a request in a journal; the rest is an answered request without a body, of about 3,000 bytes. */
export const anEntry = (id: string, more: Partial<EntryParts> = {}): JournalEntry =>
  entryOf({
    id,
    at: 0,
    request: aRequest({ body: undefined }),
    findings: { path: [] },
    settled: [],
    changes: [],
    reply: { status: 200, headers: {} },
    payload: undefined,
    ...more,
  });
