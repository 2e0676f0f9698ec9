import { replyProblem } from '../contract/bodies/reply-problem.ts';
import type { Operation } from '../contract/operations/operation.ts';
import { responseFor } from '../contract/operations/operation.ts';
import type { Exchange } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import { note } from '../pipeline.ts';
import { REFUSALS, statusOf } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/**
 * The outermost stage: every reply passes it. A reply that breaks the contract is a bug of the sandbox: its changes are discarded, and
 * the reply becomes a 500 that names the rule. An undeclared status is sent only if the tester or a refusal asked for it, and is marked.
 */
export const checkReply: Stage<RequestContext> = {
  name: 'check-reply',
  establishes: 'The reply is valid against the contract, or is marked undeclared.',
  run(exchange, context, next) {
    const reply = next(exchange);
    // An upstream's reply is passed on unchanged: what breaks the contract in it is reported as drift.
    if (context.trace.drift !== undefined || context.needs !== undefined) return reply;
    const declared = responseFor(exchange.operation, reply.status);
    if (declared === undefined && isAskedFor(reply.status, exchange, context)) {
      context.trace.undeclared = true;
      note(
        context.trace,
        `The contract does not declare ${reply.status} for this operation: sent, and marked undeclared.`,
      );
      return reply;
    }
    const problem = declared === undefined ? unknownStatus(reply, exchange.operation) : replyProblem(reply, declared);
    if (problem === undefined) return reply;
    context.draft.discard();
    const { current } = context.trace;
    if (current) current.verdict = 'answered';
    note(context.trace, problem);
    context.trace.undeclared = responseFor(exchange.operation, REFUSALS.broken_reply) === undefined;
    return context.refuse(
      'broken_reply',
      `The sandbox created a reply that the contract forbids, and did not send it: ${problem}`,
    );
  },
};

/** By the tester, or by the last refusal. */
const isAskedFor = (status: number, { operation, forced }: Exchange, { trace: { refusal } }: RequestContext): boolean =>
  forced?.status === status || (refusal !== undefined && statusOf(refusal, operation) === status);

const unknownStatus = ({ status }: Reply, { responses }: Operation): string =>
  `status ${status} is not declared; declared: ${responses.map((response) => response.status).join(', ')}.`;
