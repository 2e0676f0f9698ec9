import { unknownOperationText } from '../../contract/operations/operation.ts';
import { explain, EXPLANATION, summarize, SUMMARY } from '../../observe/explain.ts';
import type { JournalEntry } from '../../observe/journal-entry.ts';
import { secretsOf } from '../../observe/mask.ts';
import { decidingStage } from '../../pipeline.ts';
import type { ControlContext, EngineEndpoint } from '../control-context.ts';

/** Endpoints for the journal of a world. */
export const journalEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/requests',
    summary: 'Lists the requests in the journal, newest first.',
    access: 'guarded',
    query: {
      operation: 'Only requests to this operation id.',
      status: 'Only requests with this status.',
      scenario: 'Only requests that this stage decided.',
      drift: '"true" for exchanges with the upstream that violate the contract, "false" for all others.',
      limit: 'The maximum number of requests. Default: 100.',
    },
    output: {
      type: 'object',
      required: ['requests', 'total', 'dropped'],
      properties: {
        requests: { type: 'array', items: SUMMARY },
        total: { type: 'integer', description: 'The number of matching requests.' },
        dropped: { type: 'integer', description: 'The number of older requests that the journal has dropped.' },
      },
    },
    run: ({ query, control: { world, engine }, refuse }) => {
      const problem = queryProblem(query, engine);
      if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
      const limit = Number(query.get('limit') ?? 100);
      const secrets = secretsOf(engine);
      const found = world.journal.newestFirst().filter((entry) => matchesQuery(entry, query));
      return {
        body: {
          requests: found.slice(0, limit).map((entry) => summarize(entry, secrets)),
          total: found.length,
          dropped: world.journal.dropped,
        },
      };
    },
  },
  {
    method: 'GET',
    path: '/requests/{id}',
    summary:
      'Explains one request: its stages and their verdicts, changes, the reply, and a curl command that repeats it.',
    access: 'guarded',
    output: EXPLANATION,
    run: ({ path, control: { world, engine }, refuse }) => {
      const entry = world.journal.find(path.get('id') ?? '');
      if (entry) return { body: explain(entry, secretsOf(engine)) };
      return {
        refused: refuse('not_found', 'The journal has no such request. Use the id in X-Request-Id, in the same world.'),
      };
    },
  },
  {
    method: 'DELETE',
    path: '/requests',
    summary: 'Empties the journal.',
    access: 'guarded',
    status: 204,
    run: ({ control: { world } }) => {
      world.journal.clear();
      return { body: undefined };
    },
  },
];

/** A filter that no request can match is refused, since an empty list would hide the mistake. */
const queryProblem = (query: URLSearchParams, { contract, stages }: ControlContext['engine']): string | undefined => {
  const { operation, status, scenario, drift, limit } = Object.fromEntries(query);
  const stageNames = [ROUTE, ...stages.map(({ name }) => name)];
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) return 'limit must be an integer of 1 or more.';
  if (status !== undefined && !/^[1-5]\d\d$/.test(status)) return 'status must be a status code such as 429.';
  if (drift !== undefined && !/^(true|false)$/.test(drift)) return 'drift must be true or false.';
  if (operation !== undefined && contract.operation(operation) === undefined)
    return unknownOperationText(operation, contract.operations);
  if (scenario !== undefined && !stageNames.includes(scenario))
    return `Unknown stage ${scenario}. Known: ${stageNames.join(', ')}.`;
  return undefined;
};

/** Decides requests that match no operation, before the first stage. */
const ROUTE = 'route';

const matchesQuery = (entry: JournalEntry, query: URLSearchParams): boolean => {
  const operation = query.get('operation');
  const status = query.get('status');
  const scenario = query.get('scenario');
  const drift = query.get('drift');
  return (
    (operation === null || entry.operation === operation) &&
    (status === null || String(entry.reply.status) === status) &&
    (drift === null || String((entry.drift ?? []).length > 0) === drift) &&
    (scenario === null || decidingStage(entry.path) === scenario)
  );
};
