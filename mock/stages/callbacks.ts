import { bodyValue } from '../contract/bodies/body-value.ts';
import { isObject } from '../json.ts';
import type { CallbackContract } from '../contract/operations/outgoing.ts';
import { fillTemplate } from './fill-template.ts';
import type { Exchange } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import type { Emission } from '../state/decision.ts';
import { DELIVERY_HEADER, urlProblem } from '../outbox/target.ts';
import type { Stage } from '../pipeline.ts';
import { note } from '../pipeline.ts';
import { outgoingBody } from '../generate/outgoing-body.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/** Directly around what is carried out, so that neither a replay nor a refusal calls back. */
export const callbacks: Stage<RequestContext> = {
  name: 'callbacks',
  establishes: 'What the contract calls back after a success lies in the outbox.',
  run(exchange, run, next) {
    const reply = next(exchange);
    const { operation, request } = exchange;
    const isSuccess = reply.status >= 200 && reply.status < 300;
    // A callback that leads back here would call itself for ever.
    if (operation.callbacks.length === 0 || !isSuccess || request.headers.has(DELIVERY_HEADER)) return reply;
    run.draft.add({ emits: operation.callbacks.flatMap((callback) => emissionsOf(callback, exchange, reply, run)) });
    return reply;
  },
};

const emissionsOf = (callback: CallbackContract, exchange: Exchange, reply: Reply, run: RequestContext): readonly Emission[] => {
  const { operation, request } = exchange;
  const about = `callback ${callback.name} of ${operation.id}`;
  const url = fillTemplate(callback.url, exchange, reply);
  const problem = url === undefined ? `${callback.url.text} leads to nothing here` : urlProblem(url);
  const asked = bodyValue(operation, request.body)?.value;
  const known = [reply.body, isObject(reply.body) ? reply.body['data'] : undefined, asked];
  const basis = [...run.randomSource, callback.pointer, request.target, asked ?? null];
  const content = problem === undefined ? outgoingBody(operation.document, callback, known, basis) : undefined;
  if (url !== undefined && content !== undefined) return [{ url, method: callback.method, about, ...content }];
  note(run.trace.path, `The ${about} is not sent: ${problem ?? `no body was found that fits ${callback.pointer}`}.`);
  return [];
};
