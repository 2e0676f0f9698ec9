import type { Outcome } from '../state/decision.ts';
import type { Exchange } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import type { Stage } from '../pipeline.ts';
import { missingAncestor } from '../resources/serve/missing-ancestor.ts';
import { serveResource } from '../resources/serve/serve-resource.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/** The innermost layer: the pack's handler, else a resource, else the contract's own example, else a generated value. */
export const behave: Stage<RequestContext> = {
  name: 'behave',
  establishes: 'The operation has been carried out.',
  run(exchange, run) {
    const handler = run.pack.handlers.get(exchange.operation.id);
    const { status, example, dynamic } = exchange.forced ?? {};
    if (example !== undefined || dynamic !== undefined) return forcedReply(exchange, run);
    if (handler === undefined && status !== undefined) return forcedReply(exchange, run);
    const outcome = handler
      ? handler({ exchange, records: run.draft, random: run.random, refuse: run.refuse })
      : withoutHandler(exchange, run);
    run.draft.add(outcome);
    return outcome.reply;
  },
};

const forcedReply = (exchange: Exchange, { answers }: RequestContext): Reply => {
  const status = exchange.forced?.status;
  return (status !== undefined && answers.answer(exchange, status)) || answers.success(exchange);
};

const withoutHandler = (exchange: Exchange, run: RequestContext): Outcome => {
  const { resources, answers, draft: records, random, refuse } = run;
  const context = { exchange, records, random, refuse, answers, settings: resources.settings };
  const missing = missingAncestor(resources.ancestorsOf(exchange.operation), context);
  if (missing) return { reply: missing };
  const role = resources.roleOf(exchange.operation);
  return role ? serveResource(role, context) : { reply: answers.success(exchange) };
};
