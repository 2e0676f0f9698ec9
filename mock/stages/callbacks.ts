import { bodyValue } from '../contract/bodies/body-value.ts';
import type { CallbackContract } from '../contract/operations/outgoing.ts';
import type { Exchange } from '../exchange.ts';
import { outgoingBody } from '../generate/outgoing-body.ts';
import { isObject } from '../json.ts';
import { DELIVERY_HEADER, urlProblem } from '../outbox/target.ts';
import type { Stage } from '../pipeline.ts';
import { note } from '../pipeline.ts';
import type { Reply } from '../reply.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import type { Emission } from '../state/decision.ts';
import { fillTemplate } from './fill-template.ts';

/** Directly around the operation, so that replays and refusals send no callbacks. */
export const callbacks: Stage<RequestContext> = {
  name: 'callbacks',
  establishes: 'After a success, the callbacks of the contract are in the outbox.',
  run(exchange, context, next) {
    const reply = next(exchange);
    const { operation, request } = exchange;
    const isSuccess = reply.status >= 200 && reply.status < 300;
    // A callback to the sandbox itself would cause further callbacks without end.
    if (operation.callbacks.length === 0 || !isSuccess || request.headers.has(DELIVERY_HEADER)) return reply;
    context.draft.add({
      emits: operation.callbacks.flatMap((callback) => emissionsOf(callback, exchange, reply, context)),
    });
    return reply;
  },
};

const emissionsOf = (
  callback: CallbackContract,
  exchange: Exchange,
  reply: Reply,
  context: RequestContext,
): readonly Emission[] => {
  const { operation, request } = exchange;
  const about = `callback ${callback.name} of ${operation.id}`;
  const url = fillTemplate(callback.url, exchange, reply);
  const problem = url === undefined ? `${callback.url.text} has no value here` : urlProblem(url);
  const asked = bodyValue(operation, request.body)?.value;
  const known = [reply.body, isObject(reply.body) ? reply.body['data'] : undefined, asked];
  const basis = [...context.randomSource, callback.pointer, request.target, asked ?? null];
  const content = problem === undefined ? outgoingBody(operation.document, callback, known, basis) : undefined;
  if (url !== undefined && content !== undefined) return [{ url, method: callback.method, about, ...content }];
  note(context.trace, `The ${about} is not sent: ${problem ?? `no valid body was found for ${callback.pointer}`}.`);
  return [];
};
