import type { ApiPack } from '../api-pack.ts';
import type { Exchange } from '../exchange.ts';
import { ContractAnswers } from '../generate/contract-answers.ts';
import type { JsonObject } from '../json.ts';
import type { Trace } from '../observe/trace.ts';
import type { Refuse } from '../refusal.ts';
import type { Resources } from '../resources/resources.ts';
import type { Scenario } from '../scenario.ts';
import { randomFor } from '../state/counters.ts';
import type { Random } from '../state/random.ts';
import type { CommittedRecords } from '../state/records.ts';
import type { UpstreamAnswer, UpstreamRequest } from '../upstream/upstream.ts';
import { Draft } from '../world/draft.ts';
import { createRefuse } from './create-refuse.ts';
import type { Engine } from './engine.ts';
import { configIn } from './engine.ts';

/** The parts of a world that deciding reads. */
export interface ReadableWorld extends CommittedRecords {
  readonly name: string;
  readonly seed: string;
  readonly inFlight: ReadonlySet<string>;
}

/**
 * What stages need to decide one exchange, in addition to the exchange itself.
 *
 * A class with getters, since each request creates one and rarely uses most of it.
 */
export class RequestContext {
  readonly draft: Draft;
  readonly random: Random;
  readonly refuse: Refuse;
  readonly trace: Trace;
  /** Present once the upstream has answered. */
  readonly upstreamAnswer: UpstreamAnswer | undefined;
  /** The request that the upstream must answer first. If it is set, everything else that was decided is discarded. */
  needs: UpstreamRequest | undefined;
  readonly #engine: Engine;
  readonly #world: ReadableWorld;

  constructor(
    engine: Engine,
    world: ReadableWorld,
    { operation, now, request }: Exchange,
    trace: Trace,
    upstreamAnswer?: UpstreamAnswer,
  ) {
    const { errorFormat } = engine.pack;
    this.draft = new Draft(world, now);
    this.random = randomFor(world, operation.id);
    this.refuse = createRefuse({ errorFormat, now, baseUrl: request.baseUrl, operation, trace });
    this.trace = trace;
    this.upstreamAnswer = upstreamAnswer;
    this.#engine = engine;
    this.#world = world;
  }

  get pack(): ApiPack {
    return this.#engine.pack;
  }

  get scenarios(): readonly Scenario[] {
    return this.#engine.scenarios;
  }

  get resources(): Resources {
    return this.#engine.resources;
  }

  /** The contract's own replies: examples and generated values. */
  get answers(): ContractAnswers {
    const { seed, name } = this.#world;
    return new ContractAnswers(this.#engine.contract, { seed, world: name });
  }

  /** What the world's random values derive from. */
  get randomSource(): readonly [seed: string, world: string] {
    return [this.#world.seed, this.#world.name];
  }

  configOf(scenario: Scenario): JsonObject {
    return configIn(this.#engine, this.#world, scenario.name);
  }

  isInFlight(requestId: string): boolean {
    return this.#world.inFlight.has(requestId);
  }
}
