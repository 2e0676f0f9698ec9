import type { Exchange } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import type { Scenario, Situation } from '../scenario.ts';
import { budgetOf } from './budget-of.ts';
import type { Run } from './run.ts';

/** A scenario as a stage: what it returns joins the request's pending changes. */
export const scenarioStage = (scenario: Scenario): Stage<Run> => ({
  name: scenario.name,
  establishes: scenario.summary,
  run(exchange, run, next) {
    const config = run.configOf(scenario);
    if (config['enabled'] === false || scenario.around === undefined) return next(exchange);
    const outcome = scenario.around(situationOf(exchange, run, config), () => next(exchange));
    run.draft.add(outcome);
    return outcome.reply;
  },
});

const situationOf = <Config>(exchange: Exchange, run: Run, config: Config): Situation<Config> => ({
  config,
  exchange,
  records: run.draft,
  draw: run.draw,
  refuse: run.refuse,
  dialect: run.pack.dialect,
  answer: (status) => run.answers.answer(exchange, status),
  budget: () => budgetOf(exchange, run),
  isInFlight: run.isInFlight,
});
