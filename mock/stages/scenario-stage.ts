import type { Dialect } from '../api-pack.ts';
import type { Exchange, JsonObject } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import type { Refuse } from '../refusal.ts';
import type { Scenario, Situation } from '../scenario.ts';
import type { Draw } from '../state/draw.ts';
import type { RecordView } from '../state/records.ts';
import { budgetOf } from './budget-of.ts';
import type { Run } from './run.ts';

/** A scenario as a stage: what it returns joins the request's pending changes. */
export const scenarioStage = (scenario: Scenario): Stage<Run> => ({
  name: scenario.name,
  establishes: scenario.summary,
  run(exchange, run, next) {
    const config = run.configOf(scenario);
    if (config['enabled'] === false || scenario.around === undefined) return next(exchange);
    const outcome = scenario.around(new ExchangeSituation(config, exchange, run), () => next(exchange));
    run.draft.add(outcome);
    return outcome.reply;
  },
});

/** Getters, since each scenario of each request gets one, and looks at a part of it only. */
class ExchangeSituation implements Situation<JsonObject> {
  readonly config: JsonObject;
  readonly exchange: Exchange;
  readonly #run: Run;

  constructor(config: JsonObject, exchange: Exchange, run: Run) {
    this.config = config;
    this.exchange = exchange;
    this.#run = run;
  }

  get records(): RecordView {
    return this.#run.draft;
  }

  get draw(): Draw {
    return this.#run.draw;
  }

  get refuse(): Refuse {
    return this.#run.refuse;
  }

  get dialect(): Dialect {
    return this.#run.pack.dialect;
  }

  get answer(): Situation<JsonObject>['answer'] {
    return (status) => this.#run.answers.answer(this.exchange, status);
  }

  get budget(): Situation<JsonObject>['budget'] {
    return () => budgetOf(this.exchange, this.#run);
  }

  get isInFlight(): Situation<JsonObject>['isInFlight'] {
    return (requestId) => this.#run.isInFlight(requestId);
  }
}
