import type { Operation } from '../../contract/operations/operation.ts';
import { unknownOperationText } from '../../contract/operations/operation.ts';
import type { CompiledExpectation, Expectation } from '../../observe/expectation.ts';
import { compileExpectation, EXPECTATION } from '../../observe/expectation.ts';
import type { Journal } from '../../observe/journal.ts';
import type { JournalEntry } from '../../observe/journal-entry.ts';
import { requestSubject } from '../../observe/request-subject.ts';
import type { Evidence, JournaledCall } from '../../observe/verify-calls.ts';
import { VERIFY_RESULT, verifyCalls } from '../../observe/verify-calls.ts';
import { decidingStage } from '../../pipeline.ts';
import type { Engine } from '../../request-path/engine.ts';
import { pathOf } from '../../request.ts';
import type { EngineEndpoint } from '../control-context.ts';

/** Endpoints for the verification of calls. */
export const verifyEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'POST',
    path: '/verify',
    summary:
      'Checks whether an operation was called as expected: how often, with what, and with which outcome. Explains near misses.',
    access: 'guarded',
    input: EXPECTATION,
    output: VERIFY_RESULT,
    run: ({ input, control: { world, engine }, refuse }) => {
      const parsed = parseExpectation(input as Expectation, engine);
      if (typeof parsed === 'string') return { refused: refuse('invalid_request', parsed) };
      return { body: verifyCalls(parsed.expectation, evidenceIn(world.journal, parsed.operation, engine)) };
    },
  },
];

interface ParsedExpectation {
  readonly operation: Operation;
  readonly expectation: CompiledExpectation;
}

/** Compiles an expectation, or returns what is wrong with it. */
const parseExpectation = (expectation: Expectation, { contract }: Engine): ParsedExpectation | string => {
  const operation = contract.operation(expectation.operation);
  if (operation === undefined) return unknownOperationText(expectation.operation, contract.operations);
  try {
    return { operation, expectation: compileExpectation(expectation) };
  } catch (error) {
    return (error as Error).message;
  }
};

const evidenceIn = (journal: Journal, operation: Operation, engine: Engine): Evidence => {
  const entries = journal.newestFirst().toReversed();
  const others = new Map<string, number>();
  for (const entry of entries.filter((each) => each.operation !== operation.id)) {
    const name = entry.operation ?? `${entry.request.method} ${pathOf(entry.request)}, not an operation`;
    others.set(name, (others.get(name) ?? 0) + 1);
  }
  const calls = entries
    .filter((entry) => entry.operation === operation.id)
    .map((entry) => callIn(entry, operation, engine));
  return { calls, others, dropped: journal.dropped };
};

const callIn = (entry: JournalEntry, operation: Operation, { contract }: Engine): JournaledCall => {
  const { request, reply, forcedBy } = entry;
  const routed = contract.route(request.method, pathOf(request));
  const { status, headers, body = null } = reply;
  return {
    id: entry.id,
    request: requestSubject(request, operation, routed.kind === 'operation' ? routed.pathParameters : new Map()),
    reply: { status, headers, body, decidedBy: decidingStage(entry.path) ?? null, forcedBy: forcedBy ?? null },
  };
};
