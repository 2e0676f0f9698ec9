import type { Exchange } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import type { Reply } from '../reply.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import { missingAncestor } from '../resources/serve/missing-ancestor.ts';
import { serveResource } from '../resources/serve/serve-resource.ts';
import type { Outcome } from '../state/decision.ts';

/** The innermost layer. Unless a reply is forced: the pack's handler, else a resource, else a declared example, else a generated value. */
export const behave: Stage<RequestContext> = {
  name: 'behave',
  establishes: 'The operation has run.',
  run(exchange, context) {
    const handler = context.pack.handlers.get(exchange.operation.id);
    const { status, example, dynamic } = exchange.forced ?? {};
    if (example !== undefined || dynamic !== undefined) return forcedReply(exchange, context);
    if (handler === undefined && status !== undefined) return forcedReply(exchange, context);
    const outcome = handler
      ? handler({
          exchange,
          records: context.draft,
          random: context.random,
          draw: context.random,
          refuse: context.refuse,
        })
      : withoutHandler(exchange, context);
    context.draft.add(outcome);
    return outcome.reply;
  },
};

const forcedReply = (exchange: Exchange, { answers }: RequestContext): Reply => {
  const status = exchange.forced?.status;
  return (status !== undefined && answers.answer(exchange, status)) || answers.success(exchange);
};

const withoutHandler = (exchange: Exchange, context: RequestContext): Outcome => {
  const { resources, answers, draft: records, random, refuse } = context;
  const resourceContext = { exchange, records, random, refuse, answers, settings: resources.settings };
  const missing = missingAncestor(resources.ancestorsOf(exchange.operation), resourceContext);
  if (missing) return { reply: missing };
  const role = resources.roleOf(exchange.operation);
  return role ? serveResource(role, resourceContext) : { reply: answers.success(exchange) };
};
