import type { Engine } from './engine.ts';
import type { Exchange, Forced, Reply } from './exchange.ts';
import { withHeaders } from './exchange.ts';
import type { Findings } from './findings.ts';
import type { Stage } from './pipeline.ts';
import { note, runPipeline } from './pipeline.ts';
import type { Preferences } from './respond/preferences.ts';
import { readPreferences } from './respond/preferences.ts';
import type { DecidingWorld } from './stages/run.ts';
import { Run } from './stages/run.ts';
import { withCounter } from './state/counters.ts';
import type { Change } from './state/records.ts';
import type { UpstreamAnswer, UpstreamRequest } from './upstream/upstream.ts';

/** The engine with the way that requests go. */
export interface DecidingEngine extends Engine {
  readonly stages: readonly Stage<Run>[];
}

export type Decided =
  | {
      readonly reply: Reply;
      /** Nothing has been applied. */
      readonly changes: readonly Change[];
    }
  /** Nothing is decided before the upstream has answered, but for what the tester asked for. */
  | { readonly needs: UpstreamRequest; readonly forced: Forced | undefined };

/**
 * Decides one exchange. Pure: the same world and the same exchange give the same reply and changes, as often as it is asked.
 *
 * @param findings Filled on the way, so that what is known survives a bug.
 * @param upstreamAnswer What the upstream answered, once it has been asked; then the exchange bears what was forced already.
 * @throws {StageError} for a bug in a stage.
 */
export const decide = (
  engine: DecidingEngine,
  world: DecidingWorld,
  exchange: Exchange,
  findings: Findings,
  upstreamAnswer?: UpstreamAnswer,
): Decided => {
  const run = new Run(engine, world, exchange, findings, upstreamAnswer);
  const preferences = readPreferences(exchange.request, exchange.operation);
  const forced = upstreamAnswer ? exchange.forced : forcedFor(exchange, run, preferences);
  if (forced) findings.forcedBy = forced.by;
  const reply = runPipeline(engine.stages, forced ? { ...exchange, forced } : exchange, run, findings.path);
  if (run.needs) return { needs: run.needs, forced };
  for (const preference of preferences.ignored) note(findings.path, `Preference ignored: ${preference}.`);
  return {
    reply: applying(preferences.applied, reply),
    changes: withCounter(run.draft.changes, run.draw, exchange.operation.id),
  };
};

const forcedFor = (exchange: Exchange, run: Run, preferences: Preferences): Forced | undefined =>
  askedFor('force', exchange, run) ??
  preferences.forced ??
  askedFor('standing', exchange, run) ??
  run.pack.magic(exchange);

/** What is queued for the next calls goes before what stands for all of them. */
const askedFor = (how: 'force' | 'standing', exchange: Exchange, run: Run): Forced | undefined => {
  for (const scenario of run.scenarios) {
    const forced = scenario[how]?.({ config: run.configOf(scenario), exchange, records: run.draft });
    if (forced) return forced;
  }
  return undefined;
};

/** RFC 7240, section 3: what was honoured is said, and caches are told that the request's preferences made the difference. */
const applying = (preferences: readonly string[], reply: Reply): Reply =>
  preferences.length === 0
    ? reply
    : withHeaders(reply, { 'preference-applied': preferences.join(', '), vary: 'Prefer' });
