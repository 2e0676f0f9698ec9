import type { Operation } from '../contract/operations/operation.ts';
import { responseFor } from '../contract/operations/operation.ts';
import { replyProblem } from '../contract/bodies/reply-problem.ts';
import type { Exchange } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import type { Stage } from '../pipeline.ts';
import { note } from '../pipeline.ts';
import { REFUSALS, statusOf } from '../refusal.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/**
 * Everything below passes it on the way out. A reply that breaks the contract is our bug: it undoes what the request did, and
 * becomes a 500 that names the rule. A status that the contract does not know is let through only where the tester or a
 * refusal asked for it, and is marked.
 */
export const checkReply: Stage<RequestContext> = {
  name: 'check-reply',
  establishes: 'Our own reply fits the contract, or is marked undeclared.',
  run(exchange, run, next) {
    const reply = next(exchange);
    // An upstream's reply is no bug of ours: it is passed on as it is, and what breaks the contract in it is told as drift.
    if (run.trace.drift !== undefined || run.needs !== undefined) return reply;
    const declared = responseFor(exchange.operation, reply.status);
    if (declared === undefined && isAskedFor(reply.status, exchange, run)) {
      run.trace.undeclared = true;
      note(run.trace.path, `The contract does not declare ${reply.status} here: sent, and marked undeclared.`);
      return reply;
    }
    const problem = declared === undefined ? unknownStatus(reply, exchange.operation) : replyProblem(reply, declared);
    if (problem === undefined) return reply;
    run.draft.discard();
    const [ownStep] = run.trace.path;
    if (ownStep) ownStep.verdict = 'answered';
    note(run.trace.path, problem);
    run.trace.undeclared = responseFor(exchange.operation, REFUSALS.broken_reply) === undefined;
    return run.refuse(
      'broken_reply',
      `The sandbox made a reply that its contract forbids, and did not send it: ${problem}`,
    );
  },
};

/** By the tester, or by the refusal that stands. */
const isAskedFor = (status: number, { operation, forced }: Exchange, { trace: { refusal } }: RequestContext): boolean =>
  forced?.status === status || (refusal !== undefined && statusOf(refusal, operation) === status);

const unknownStatus = ({ status }: Reply, { responses }: Operation): string =>
  `status ${status} is not declared; declared are ${responses.map((response) => response.status).join(', ')}.`;
