import type { JournalEntry } from '../../journal.ts';
import type { ControlEndpoint } from '../endpoint.ts';
import { explain, summarise } from '../explain.ts';

/** About what clients have done in a world. */
export const journalEndpoints: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/requests',
    summary: 'What came, newest first.',
    access: 'guarded',
    query: {
      operation: 'Only of this operation id.',
      status: 'Only with this status.',
      scenario: 'Only where this stage gave the answer.',
      limit: 'How many at the most; 100 if left out.',
    },
    run: ({ query, desk: { world, engine }, refuse }) => {
      const limit = Number(query.get('limit') ?? 100);
      if (!Number.isInteger(limit) || limit < 1)
        return { refused: refuse('invalid_request', 'limit must be a whole number from 1 on.') };
      const found = world.journal.newestFirst().filter((entry) => isWanted(entry, query));
      return {
        body: {
          requests: found.slice(0, limit).map((entry) => summarise(entry, engine.pack)),
          total: found.length,
          dropped: world.journal.dropped,
        },
      };
    },
  },
  {
    method: 'GET',
    path: '/requests/{id}',
    summary: 'One request explained: the stages it passed, verdicts, changes, the reply, and a curl line to repeat it.',
    access: 'guarded',
    run: ({ path, desk: { world, engine }, refuse }) => {
      const entry = world.journal.find(path.get('id') ?? '');
      if (entry) return { body: explain(entry, engine.pack) };
      return {
        refused: refuse(
          'not_found',
          'The journal holds no such request. The id is that of X-Request-Id, in the same world.',
        ),
      };
    },
  },
  {
    method: 'DELETE',
    path: '/requests',
    summary: 'Empties the journal.',
    access: 'guarded',
    status: 204,
    run: ({ desk: { world } }) => {
      world.journal.clear();
      return { body: undefined };
    },
  },
];

const isWanted = (entry: JournalEntry, query: URLSearchParams): boolean => {
  const operation = query.get('operation');
  const status = query.get('status');
  const scenario = query.get('scenario');
  return (
    (operation === null || entry.operation === operation) &&
    (status === null || String(entry.reply.status) === status) &&
    (scenario === null || entry.path.at(-1)?.stage === scenario)
  );
};
