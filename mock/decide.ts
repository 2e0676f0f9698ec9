import type { Engine } from './engine.ts';
import { configIn } from './engine.ts';
import type { Exchange, Forced, Reply } from './exchange.ts';
import { withHeaders } from './exchange.ts';
import type { Findings } from './findings.ts';
import type { Stage } from './pipeline.ts';
import { note, runPipeline } from './pipeline.ts';
import { createRefuse } from './refuse.ts';
import { ContractAnswers } from './respond/contract-answers.ts';
import { readPreferences } from './respond/preferences.ts';
import type { Run } from './stages/run.ts';
import type { CommittedRecords } from './state/draft.ts';
import { Draft } from './state/draft.ts';
import { drawFor, withCounter } from './state/counters.ts';
import type { Change } from './state/records.ts';

/** What deciding needs of a world. */
export interface DecidingWorld extends CommittedRecords {
  readonly name: string;
  readonly seed: string;
  readonly inFlight: ReadonlySet<string>;
}

/** The engine with the way that requests go. */
export interface DecidingEngine extends Engine {
  readonly stages: readonly Stage<Run>[];
}

export interface Decided {
  readonly reply: Reply;
  /** Nothing has been applied. */
  readonly changes: readonly Change[];
}

/**
 * Decides one exchange. Pure: the same world and the same exchange give the same reply and changes, as often as it is asked.
 *
 * @param findings Filled on the way, so that what is known survives a bug.
 * @throws {StageError} for a bug in a stage.
 */
export const decide = (
  engine: DecidingEngine,
  world: DecidingWorld,
  exchange: Exchange,
  findings: Findings,
): Decided => {
  const run = runFor(engine, world, exchange, findings);
  const preferences = readPreferences(exchange.request, exchange.operation);
  const forced = overrideFor(exchange, run) ?? preferences.forced ?? engine.pack.magic(exchange);
  if (forced) findings.forcedBy = forced.by;
  const reply = runPipeline(engine.stages, forced ? { ...exchange, forced } : exchange, run, findings.path);
  for (const preference of preferences.ignored) note(findings.path, `Preference ignored: ${preference}.`);
  return {
    reply: applying(preferences.applied, reply),
    changes: withCounter(run.draft.changes, run.draw, exchange.operation.id),
  };
};

const runFor = (engine: Engine, world: DecidingWorld, exchange: Exchange, findings: Findings): Run => {
  const { operation, now, request } = exchange;
  const { dialect } = engine.pack;
  return {
    ...engine,
    configOf: (scenario) => configIn(engine, world, scenario),
    answers: new ContractAnswers(engine.contract, { seed: world.seed, world: world.name }),
    draft: new Draft(world, now),
    draw: drawFor(world, operation.id),
    refuse: createRefuse({ dialect, now, baseUrl: request.baseUrl, operation, findings }),
    isInFlight: (requestId) => world.inFlight.has(requestId),
    findings,
  };
};

const overrideFor = (exchange: Exchange, { scenarios, configOf, draft: records }: Run): Forced | undefined => {
  for (const scenario of scenarios) {
    const forced = scenario.force?.({ config: configOf(scenario), exchange, records });
    if (forced) return forced;
  }
  return undefined;
};

/** RFC 7240, section 3: what was honoured is said, and caches are told that the request's preferences made the difference. */
const applying = (preferences: readonly string[], reply: Reply): Reply =>
  preferences.length === 0
    ? reply
    : withHeaders(reply, { 'preference-applied': preferences.join(', '), vary: 'Prefer' });
