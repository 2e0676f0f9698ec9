import type { Engine } from './engine.ts';
import type { Exchange, Forced } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import { withHeaders } from '../reply.ts';
import type { Trace } from '../observe/trace.ts';
import type { Stage } from '../pipeline.ts';
import { note, runPipeline } from '../pipeline.ts';
import type { Preferences } from '../generate/preferences.ts';
import { readPreferences } from '../generate/preferences.ts';
import type { ReadableWorld } from './request-context.ts';
import { RequestContext } from './request-context.ts';
import { withCounter } from '../state/counters.ts';
import type { Change } from '../state/records.ts';
import type { UpstreamAnswer, UpstreamRequest } from '../upstream/upstream.ts';

/** The engine with the way that requests go. */
export interface RequestEngine extends Engine {
  readonly stages: readonly Stage<RequestContext>[];
}

export type DecideResult =
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
 * @param trace Filled on the way, so that what is known survives a bug.
 * @param upstreamAnswer What the upstream answered, once it has been asked; then the exchange bears what was forced already.
 * @throws {StageError} for a bug in a stage.
 */
export const decide = (
  engine: RequestEngine,
  world: ReadableWorld,
  exchange: Exchange,
  trace: Trace,
  upstreamAnswer?: UpstreamAnswer,
): DecideResult => {
  const run = new RequestContext(engine, world, exchange, trace, upstreamAnswer);
  const preferences = readPreferences(exchange.request, exchange.operation);
  const forced = upstreamAnswer ? exchange.forced : forcedFor(exchange, run, preferences);
  if (forced) trace.forcedBy = forced.by;
  const reply = runPipeline(engine.stages, forced ? { ...exchange, forced } : exchange, run, trace.path);
  if (run.needs) return { needs: run.needs, forced };
  for (const preference of preferences.ignored) note(trace.path, `Preference ignored: ${preference}.`);
  return {
    reply: withAppliedPreferences(preferences.applied, reply),
    changes: withCounter(run.draft.changes, run.random, exchange.operation.id),
  };
};

const forcedFor = (exchange: Exchange, run: RequestContext, preferences: Preferences): Forced | undefined =>
  forcedByScenario('force', exchange, run) ??
  preferences.forced ??
  forcedByScenario('persistentOutcome', exchange, run) ??
  run.pack.magic(exchange);

/** What is queued for the next calls goes before what stands for all of them. */
const forcedByScenario = (how: 'force' | 'persistentOutcome', exchange: Exchange, run: RequestContext): Forced | undefined => {
  for (const scenario of run.scenarios) {
    const forced = scenario[how]?.({ config: run.configOf(scenario), exchange, records: run.draft });
    if (forced) return forced;
  }
  return undefined;
};

/** RFC 7240, section 3: what was honoured is said, and caches are told that the request's preferences made the difference. */
const withAppliedPreferences = (preferences: readonly string[], reply: Reply): Reply =>
  preferences.length === 0
    ? reply
    : withHeaders(reply, { 'preference-applied': preferences.join(', '), vary: 'Prefer' });
