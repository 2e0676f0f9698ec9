import type { ErrorFormat, Refuse } from '../refusal.ts';
import type { Exchange } from '../exchange.ts';
import type { JsonObject } from '../json.ts';
import type { Stage } from '../pipeline.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import type { Random } from '../state/random.ts';
import type { RecordView } from '../state/records.ts';
import { budgetOf } from './budget-of.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/** A scenario as a stage: what it returns joins the request's pending changes. */
export const scenarioStage = (scenario: Scenario): Stage<RequestContext> => ({
  name: scenario.name,
  establishes: scenario.summary,
  run(exchange, run, next) {
    const config = run.configOf(scenario);
    if (config['enabled'] === false || scenario.around === undefined) return next(exchange);
    const outcome = scenario.around(new LazyScenarioContext(config, exchange, run), () => next(exchange));
    run.draft.add(outcome);
    return outcome.reply;
  },
});

/** Getters, since each scenario of each request gets one, and looks at a part of it only. */
class LazyScenarioContext implements ScenarioContext<JsonObject> {
  readonly config: JsonObject;
  readonly exchange: Exchange;
  readonly #run: RequestContext;

  constructor(config: JsonObject, exchange: Exchange, run: RequestContext) {
    this.config = config;
    this.exchange = exchange;
    this.#run = run;
  }

  get records(): RecordView {
    return this.#run.draft;
  }

  get random(): Random {
    return this.#run.random;
  }

  get refuse(): Refuse {
    return this.#run.refuse;
  }

  get errorFormat(): ErrorFormat {
    return this.#run.pack.errorFormat;
  }

  get answer(): ScenarioContext<JsonObject>['answer'] {
    return (status) => this.#run.answers.answer(this.exchange, status);
  }

  get budget(): ScenarioContext<JsonObject>['budget'] {
    return () => budgetOf(this.exchange, this.#run);
  }

  get isInFlight(): ScenarioContext<JsonObject>['isInFlight'] {
    return (requestId) => this.#run.isInFlight(requestId);
  }
}
