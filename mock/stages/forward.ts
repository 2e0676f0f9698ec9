import type { Exchange } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import type { Stage } from '../pipeline.ts';
import { note } from '../pipeline.ts';
import { responseFor } from '../contract/operations/operation.ts';
import { replyDrift, requestDrift } from '../upstream/drift.ts';
import { upstreamRequest } from '../upstream/upstream-request.ts';
import type { Upstream, UpstreamAnswer, UpstreamReply } from '../upstream/upstream.ts';
import type { RefusalKind } from '../refusal.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import type { RequestProblem } from './validate-request.ts';
import { requestProblem } from './validate-request.ts';

/**
 * Behind what the tester forces, and before all that the sandbox would decide by itself: who may call, how often, and what is
 * remembered are the upstream's business. What a preference asks for is in the contract, and not at the upstream.
 */
export const forward = (upstream: Upstream): Stage<RequestContext> => ({
  name: 'upstream',
  establishes: 'An operation that a real server answers has been answered by it.',
  run(exchange, run, next) {
    if (!upstream.forwards(exchange.operation.id) || isContracts(exchange)) return next(exchange);
    const fault = requestProblem(exchange);
    if (fault && (upstream.refuseInvalid || isLost(exchange))) return run.refuse(fault.kind, fault.detail, fault);
    return run.upstreamAnswer ? answered(run.upstreamAnswer, exchange, run, fault) : ask(upstream, exchange, run);
  },
});

const isContracts = ({ forced }: Exchange): boolean =>
  forced !== undefined && (forced.status !== undefined || forced.example !== undefined || forced.dynamic !== undefined);

/** Of a body that was too large, or packed in an unknown way, there are no bytes to send on. */
const isLost = ({ request: { body } }: Exchange): boolean => body.kind === 'unreadable' && body.bytes === 0;

const ask = (upstream: Upstream, exchange: Exchange, run: RequestContext): Reply => {
  const request = upstreamRequest(exchange, upstream);
  if ('problem' in request) return run.refuse('path_malformed', request.problem);
  run.needs = request;
  return UNKNOWN_YET;
};

/** Never sent: the run is thrown away, and begins anew with the answer. */
const UNKNOWN_YET: Reply = { status: 502, headers: {} };

const answered = (answer: UpstreamAnswer, exchange: Exchange, run: RequestContext, fault: RequestProblem | undefined): Reply => {
  if (answer.kind === 'failed') return run.refuse(FAILURES[answer.why], answer.detail);
  const { operation, request } = exchange;
  run.trace.drift = [
    ...(fault ? requestDrift(fault, answer.status) : []),
    ...replyDrift(answer, operation, request.method),
  ];
  if (responseFor(operation, answer.status) === undefined) run.trace.undeclared = true;
  if (answer.body.kind === 'opaque' || answer.body.kind === 'unreadable')
    note(run.trace.path, `The body of ${answer.body.bytes} bytes was passed on, and not kept.`);
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
