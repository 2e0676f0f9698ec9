import { responseFor } from '../contract/operations/operation.ts';
import type { Exchange } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import { note } from '../pipeline.ts';
import type { RefusalKind } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import { replyDrift, requestDrift } from '../upstream/drift.ts';
import { upstreamRequest } from '../upstream/upstream-request.ts';
import type { Upstream, UpstreamAnswer, UpstreamReply } from '../upstream/upstream.ts';
import type { RequestProblem } from './validate-request.ts';
import { requestProblem } from './validate-request.ts';

/**
 * After forced outcomes, and before the stages that the upstream replaces: it decides who may call, how often, and what is stored.
 * `Prefer` is answered from the contract, not by the upstream.
 */
export const forward = (upstream: Upstream): Stage<RequestContext> => ({
  name: 'upstream',
  establishes: 'An operation that is forwarded has been answered by the upstream.',
  run(exchange, context, next) {
    if (!upstream.forwards(exchange.operation.id) || isContracts(exchange)) return next(exchange);
    const fault = requestProblem(exchange);
    if (fault && (upstream.refuseInvalid || isLost(exchange))) return context.refuse(fault.kind, fault.detail, fault);
    return context.upstreamAnswer
      ? answered(context.upstreamAnswer, exchange, context, fault)
      : ask(upstream, exchange, context);
  },
});

const isContracts = ({ forced }: Exchange): boolean =>
  forced !== undefined && (forced.status !== undefined || forced.example !== undefined || forced.dynamic !== undefined);

/** A body that is too large, or compressed in an unknown way, was not read and cannot be forwarded. */
const isLost = ({ request: { body } }: Exchange): boolean => body.kind === 'unreadable' && body.bytes === 0;

const ask = (upstream: Upstream, exchange: Exchange, context: RequestContext): Reply => {
  const request = upstreamRequest(exchange, upstream);
  if ('problem' in request) return context.refuse('path_malformed', request.problem);
  context.needs = request;
  return UNKNOWN_YET;
};

/** Never sent: the decision is discarded, and made again with the upstream's answer. */
const UNKNOWN_YET: Reply = { status: 502, headers: {} };

const answered = (
  answer: UpstreamAnswer,
  exchange: Exchange,
  context: RequestContext,
  fault: RequestProblem | undefined,
): Reply => {
  if (answer.kind === 'failed') return context.refuse(FAILURES[answer.why], answer.detail);
  const { operation, request } = exchange;
  context.trace.drift = [
    ...(fault ? requestDrift(fault, answer.status) : []),
    ...replyDrift(answer, operation, request.method),
  ];
  if (responseFor(operation, answer.status) === undefined) context.trace.undeclared = true;
  if (answer.body.kind === 'opaque' || answer.body.kind === 'unreadable')
    note(context.trace, `The body of ${answer.body.bytes} bytes was passed on, but not stored.`);
  return replyFrom(answer);
};

const FAILURES: Readonly<Record<Extract<UpstreamAnswer, { kind: 'failed' }>['why'], RefusalKind>> = {
  unreachable: 'upstream_unreachable',
  timed_out: 'upstream_timed_out',
  unreadable: 'upstream_unreadable',
};

const replyFrom = ({ status, headers, body }: UpstreamReply): Reply => ({
  status,
  headers: Object.fromEntries([...headers].map(([name, values]) => [name, values.join(', ')])),
  ...(body.kind === 'value' && { body: body.value }),
});
