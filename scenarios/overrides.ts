import { unknownOperationText } from '../mock/contract/operations/operation.ts';
import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../mock/control-endpoint.ts';
import type { Exchange } from '../mock/exchange.ts';
import type { RecordView, WorldRecord } from '../mock/state/records.ts';
import { put, remove } from '../mock/state/records.ts';
import type { StubbedOutcome } from './stub.ts';
import { conditionFor, OUTCOME_PROPERTIES, stubProblem, withLowerCaseHeaders } from './stub.ts';

/** Queued overrides are stored in the collection of the scenario that executes them. */
export const OVERRIDES = 'faults';

/** An outcome for the next calls of an operation. */
interface Stub extends StubbedOutcome {
  readonly operation: string;
  /** How many more calls it applies to. */
  readonly times: number;
}

export type Override = WorldRecord & Stub;

/** The oldest override that applies to a request. */
export const matchingOverride = (records: RecordView, exchange: Exchange): Override | undefined => {
  const matches = conditionFor(exchange);
  return records
    .list<Override>(OVERRIDES)
    .find((override) => override.operation === exchange.operation.id && matches(override));
};

const OVERRIDE_SCHEMA = {
  type: 'object',
  required: ['operation'],
  additionalProperties: false,
  properties: {
    operation: { type: 'string', description: 'The operation id.' },
    times: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      default: 1,
      description: 'How many calls it applies to.',
    },
    ...OUTCOME_PROPERTIES,
  },
};
const QUEUED_SCHEMA = {
  ...OVERRIDE_SCHEMA,
  required: ['id', 'operation', 'times'],
  properties: { ...OVERRIDE_SCHEMA.properties, id: { type: 'string' } },
};

export const overrideControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/overrides',
    summary: 'Lists the queued outcomes, oldest first.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['overrides'],
      properties: { overrides: { type: 'array', items: QUEUED_SCHEMA } },
    },
    run: ({ records }) => ({ body: { overrides: records.list(OVERRIDES) } }),
  },
  {
    method: 'POST',
    path: '/overrides',
    summary:
      'Queues an outcome for the next calls of an operation: a reply, a broken connection, a delay, or a combination of these.',
    access: 'guarded',
    input: OVERRIDE_SCHEMA,
    output: { type: 'object', required: ['override'], properties: { override: QUEUED_SCHEMA } },
    status: 201,
    run: (context) => queue(context),
  },
  {
    method: 'DELETE',
    path: '/overrides',
    summary: 'Removes all queued outcomes.',
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
    summary: 'Removes one queued outcome.',
    access: 'guarded',
    status: 204,
    run: ({ path, records, refuse }) => {
      const id = path.get('id') ?? '';
      if (records.get(OVERRIDES, id) === undefined)
        return { refused: refuse('not_found', `There is no override ${id}; it may have been used up.`) };
      return { changes: [remove(OVERRIDES, id)], body: undefined };
    },
  },
];

const queue = (context: EndpointContext): ControlAnswer => {
  const { input, random, refuse } = context;
  const stub = withLowerCaseHeaders(input as Stub);
  const problem = problemOf(stub, context);
  if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
  const override = { ...stub, id: random.id('ovr_') };
  return { changes: [put(OVERRIDES, override)], body: { override } };
};

const problemOf = (stub: Stub, { contract, errorFormat }: EndpointContext): string | undefined => {
  const operation = contract.operation(stub.operation);
  if (operation === undefined) return unknownOperationText(stub.operation, contract.operations);
  return stubProblem(stub, [operation], errorFormat.requestIdHeader)?.problem;
};
