import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../mock/control/endpoint.ts';
import { unknownOperationText } from '../mock/contract/operations/operation.ts';
import type { Exchange } from '../mock/exchange.ts';
import type { RecordView, WorldRecord } from '../mock/state/records.ts';
import { put, remove } from '../mock/state/records.ts';
import type { StubbedOutcome } from './stub.ts';
import { conditionFor, stubProblem, OUTCOME_PROPERTIES, withLowerCaseHeaders } from './stub.ts';

/** Queued overrides lie in the collection of the scenario that carries them out. */
export const OVERRIDES = 'faults';

/** An outcome for the next calls of an operation. */
interface Stub extends StubbedOutcome {
  readonly operation: string;
  /** How many calls it is still for. */
  readonly times: number;
}

export type Override = WorldRecord & Stub;

/** The oldest override that is meant for a request. */
export const matchingOverride = (records: RecordView, exchange: Exchange): Override | undefined => {
  const fits = conditionFor(exchange);
  return records
    .list<Override>(OVERRIDES)
    .find((override) => override.operation === exchange.operation.id && fits(override));
};

const OVERRIDE_SCHEMA = {
  type: 'object',
  required: ['operation'],
  additionalProperties: false,
  properties: {
    operation: { type: 'string', description: 'The operation id.' },
    times: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 1, description: 'For how many calls.' },
    ...OUTCOME_PROPERTIES,
  },
};
const QUEUED = {
  ...OVERRIDE_SCHEMA,
  required: ['id', 'operation', 'times'],
  properties: { ...OVERRIDE_SCHEMA.properties, id: { type: 'string' } },
};

export const overrideControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/overrides',
    summary: 'The outcomes that are queued, oldest first.',
    access: 'guarded',
    output: { type: 'object', required: ['overrides'], properties: { overrides: { type: 'array', items: QUEUED } } },
    run: ({ records }) => ({ body: { overrides: records.list(OVERRIDES) } }),
  },
  {
    method: 'POST',
    path: '/overrides',
    summary:
      'Queues an outcome for the next calls of an operation: a reply, a broken connection, a delay, or several of them.',
    access: 'guarded',
    input: OVERRIDE_SCHEMA,
    output: { type: 'object', required: ['override'], properties: { override: QUEUED } },
    status: 201,
    run: (context) => queue(context),
  },
  {
    method: 'DELETE',
    path: '/overrides',
    summary: 'Forgets all queued outcomes.',
    access: 'guarded',
    status: 204,
    run: ({ records }) => ({
      changes: records.list(OVERRIDES).map(({ id }) => remove(OVERRIDES, id)),
      body: undefined,
    }),
  },
  {
    method: 'DELETE',
    path: '/overrides/{id}',
    summary: 'Forgets one queued outcome.',
    access: 'guarded',
    status: 204,
    run: ({ path, records, refuse }) => {
      const id = path.get('id') ?? '';
      if (records.get(OVERRIDES, id) === undefined)
        return { refused: refuse('not_found', `No override is called ${id}; it may be spent.`) };
      return { changes: [remove(OVERRIDES, id)], body: undefined };
    },
  },
];

const queue = ({ input, control, random, refuse }: EndpointContext): ControlAnswer => {
  const wanted = withLowerCaseHeaders(input as Stub);
  const problem = problemOf(wanted, control);
  if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
  const override = { ...wanted, id: random.id('ovr_') };
  return { changes: [put(OVERRIDES, override)], body: { override } };
};

const problemOf = (order: Stub, { engine: { contract, pack } }: EndpointContext['control']): string | undefined => {
  const operation = contract.operation(order.operation);
  if (operation === undefined) return unknownOperationText(order.operation, contract.operations);
  return stubProblem(order, [operation], pack.errorFormat.requestIdHeader)?.problem;
};
