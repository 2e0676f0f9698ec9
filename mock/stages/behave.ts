import type { Stage } from '../pipeline.ts';
import type { Run } from './run.ts';

/** The innermost layer: the pack's handler, else the contract's own example, else a generated value. */
export const behave: Stage<Run> = {
  name: 'behave',
  establishes: 'The operation has been carried out.',
  run(exchange, run) {
    const handler = run.pack.handlers.get(exchange.operation.id);
    const { status, example, dynamic } = exchange.forced ?? {};
    if (handler === undefined || example !== undefined || dynamic !== undefined)
      return (status !== undefined && run.answers.answer(exchange, status)) || run.answers.success(exchange);
    const outcome = handler({ exchange, records: run.draft, draw: run.draw, refuse: run.refuse });
    run.draft.add(outcome);
    return outcome.reply;
  },
};
