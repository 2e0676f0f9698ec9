import type { Budget } from '../budget.ts';
import { ANONYMOUS } from '../caller.ts';
import type { Exchange } from '../exchange.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import { enabledScenarios } from './enabled-scenarios.ts';
import { identifyCaller } from './identify-caller.ts';

/** The caller's budget, also before authentication. `undefined` for an unknown caller. */
export const budgetOf = (exchange: Exchange, context: RequestContext): Budget | undefined => {
  const caller = exchange.caller === ANONYMOUS ? identifyCaller(exchange, context) : exchange.caller;
  if (caller === undefined) return undefined;
  for (const { scenario, config } of enabledScenarios(context.scenarios, (each) => context.configOf(each))) {
    const budget = scenario.budget?.({ config, caller, records: context.draft, now: exchange.now });
    if (budget) return budget;
  }
  return undefined;
};
