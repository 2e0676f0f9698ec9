import { unknownOperationText } from '../../contract/operations/operation.ts';
import type { JournalEntry } from '../../observe/journal.ts';
import { decidingStage } from '../../pipeline.ts';
import type { ControlContext, EngineEndpoint } from '../control-context.ts';
import { EXPLANATION, explain, summarize, SUMMARY } from '../../observe/explain.ts';
import { secretsOf } from '../../observe/mask.ts';

/** About what clients have done in a world. */
export const journalEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/requests',
    summary: 'What came, newest first.',
    access: 'guarded',
    query: {
      operation: 'Only of this operation id.',
      status: 'Only with this status.',
      scenario: 'Only where this stage gave the answer.',
      drift: '"true" for exchanges with the upstream that break the contract, "false" for all others.',
      limit: 'How many at the most; 100 if left out.',
    },
    output: {
      type: 'object',
      required: ['requests', 'total', 'dropped'],
      properties: {
        requests: { type: 'array', items: SUMMARY },
        total: { type: 'integer', description: 'How many fit the question.' },
        dropped: { type: 'integer', description: 'How many had to go to make room.' },
      },
    },
    run: ({ query, control: { world, engine }, refuse }) => {
      const problem = queryProblem(query, engine);
      if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
      const limit = Number(query.get('limit') ?? 100);
      const secrets = secretsOf(engine);
      const found = world.journal.newestFirst().filter((entry) => isWanted(entry, query));
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
    summary: 'One request explained: the stages it passed, verdicts, changes, the reply, and a curl line to repeat it.',
    access: 'guarded',
    output: EXPLANATION,
    run: ({ path, control: { world, engine }, refuse }) => {
      const entry = world.journal.find(path.get('id') ?? '');
      if (entry) return { body: explain(entry, secretsOf(engine)) };
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
    run: ({ control: { world } }) => {
      world.journal.clear();
      return { body: undefined };
    },
  },
];

/** What nothing could ever fit is a slip of the pen, and an empty list would hide it. */
const queryProblem = (query: URLSearchParams, { contract, stages }: ControlContext['engine']): string | undefined => {
  const { operation, status, scenario, drift, limit } = Object.fromEntries(query);
  const stageNames = [ROUTE, ...stages.map(({ name }) => name)];
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) return 'limit must be a whole number from 1 on.';
  if (status !== undefined && !/^[1-5]\d\d$/.test(status)) return 'status must be a status code such as 429.';
  if (drift !== undefined && !/^(true|false)$/.test(drift)) return 'drift must be true or false.';
  if (operation !== undefined && contract.operation(operation) === undefined)
    return unknownOperationText(operation, contract.operations);
  if (scenario !== undefined && !stageNames.includes(scenario))
    return `No stage is called ${scenario}. There are ${stageNames.join(', ')}.`;
  return undefined;
};

/** Decides on what is no operation, before the first stage. */
const ROUTE = 'route';

const isWanted = (entry: JournalEntry, query: URLSearchParams): boolean => {
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
