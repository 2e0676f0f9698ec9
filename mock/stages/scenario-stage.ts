import type { Exchange } from '../exchange.ts';
import type { JsonObject } from '../json.ts';
import type { Stage } from '../pipeline.ts';
import type { ErrorFormat, Refuse } from '../refusal.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import type { Random } from '../state/random.ts';
import type { RecordView } from '../state/records.ts';
import { budgetOf } from './budget-of.ts';

/** A scenario as a stage. Its decision is added to the request's pending changes. */
export const scenarioStage = (scenario: Scenario): Stage<RequestContext> => ({
  name: scenario.name,
  establishes: scenario.summary,
  run(exchange, context, next) {
    const config = context.configOf(scenario);
    if (config['enabled'] === false || scenario.around === undefined) return next(exchange);
    const outcome = scenario.around(new LazyScenarioContext(config, exchange, context), () => next(exchange));
    context.draft.add(outcome);
    return outcome.reply;
  },
});

/** Has getters, since each scenario of each request creates one and reads only a part of it. */
class LazyScenarioContext implements ScenarioContext<JsonObject> {
  readonly config: JsonObject;
  readonly exchange: Exchange;
  readonly #context: RequestContext;

  constructor(config: JsonObject, exchange: Exchange, context: RequestContext) {
    this.config = config;
    this.exchange = exchange;
    this.#context = context;
  }

  get records(): RecordView {
    return this.#context.draft;
  }

  get random(): Random {
    return this.#context.random;
  }

  /** @deprecated Use `random`. */
  get draw(): Random {
    return this.random;
  }

  get refuse(): Refuse {
    return this.#context.refuse;
  }

  get errorFormat(): ErrorFormat {
    return this.#context.pack.errorFormat;
  }

  /** @deprecated Use `errorFormat`. */
  get dialect(): ErrorFormat {
    return this.errorFormat;
  }

  get answer(): ScenarioContext<JsonObject>['answer'] {
    return (status) => this.#context.answers.answer(this.exchange, status);
  }

  get budget(): ScenarioContext<JsonObject>['budget'] {
    return () => budgetOf(this.exchange, this.#context);
  }

  get isInFlight(): ScenarioContext<JsonObject>['isInFlight'] {
    return (requestId) => this.#context.isInFlight(requestId);
  }
}
