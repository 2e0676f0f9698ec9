import type { Budget } from '../budget.ts';
import { ANONYMOUS } from '../caller.ts';
import type { Exchange } from '../exchange.ts';
import { identifyCaller } from './identify-caller.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import { enabledScenarios } from './enabled-scenarios.ts';

/** What the caller has left, whether or not authentication has been reached yet. `undefined` for an unknown caller. */
export const budgetOf = (exchange: Exchange, run: RequestContext): Budget | undefined => {
  const caller = exchange.caller === ANONYMOUS ? identifyCaller(exchange, run) : exchange.caller;
  if (caller === undefined) return undefined;
  for (const { scenario, config } of enabledScenarios(run.scenarios, (each) => run.configOf(each))) {
    const budget = scenario.budget?.({ config, caller, records: run.draft, now: exchange.now });
    if (budget) return budget;
  }
  return undefined;
};
