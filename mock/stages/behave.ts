import type { Outcome } from '../decision.ts';
import type { Exchange, Reply } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import { missingAncestor } from '../resources/missing-ancestor.ts';
import { serveResource } from '../resources/serve-resource.ts';
import type { Run } from './run.ts';

/** The innermost layer: the pack's handler, else a resource, else the contract's own example, else a generated value. */
export const behave: Stage<Run> = {
  name: 'behave',
  establishes: 'The operation has been carried out.',
  run(exchange, run) {
    const handler = run.pack.handlers.get(exchange.operation.id);
    const { status, example, dynamic } = exchange.forced ?? {};
    if (example !== undefined || dynamic !== undefined) return asAsked(exchange, run);
    if (handler === undefined && status !== undefined) return asAsked(exchange, run);
    const outcome = handler
      ? handler({ exchange, records: run.draft, draw: run.draw, refuse: run.refuse })
      : withoutHandler(exchange, run);
    run.draft.add(outcome);
    return outcome.reply;
  },
};

const asAsked = (exchange: Exchange, { answers }: Run): Reply => {
  const status = exchange.forced?.status;
  return (status !== undefined && answers.answer(exchange, status)) || answers.success(exchange);
};

const withoutHandler = (exchange: Exchange, run: Run): Outcome => {
  const { resources, answers, draft: records, draw, refuse } = run;
  const situation = { exchange, records, draw, refuse, answers, settings: resources.settings };
  const missing = missingAncestor(resources.ancestorsOf(exchange.operation), situation);
  if (missing) return { reply: missing };
  const role = resources.roleOf(exchange.operation);
  return role ? serveResource(role, situation) : { reply: answers.success(exchange) };
};
