import type { Exchange, Forced } from '../exchange.ts';
import type { Preferences } from '../generate/preferences.ts';
import { readPreferences } from '../generate/preferences.ts';
import type { Trace } from '../observe/trace.ts';
import type { Stage } from '../pipeline.ts';
import { note, runPipeline } from '../pipeline.ts';
import type { Reply } from '../reply.ts';
import { withHeaders } from '../reply.ts';
import { withCounter } from '../state/counters.ts';
import type { Change } from '../state/records.ts';
import type { UpstreamAnswer, UpstreamRequest } from '../upstream/upstream.ts';
import type { Engine } from './engine.ts';
import type { ReadableWorld } from './request-context.ts';
import { RequestContext } from './request-context.ts';

/** The engine with its stages. */
export interface RequestEngine extends Engine {
  readonly stages: readonly Stage<RequestContext>[];
}

export type DecideResult =
  | {
      readonly reply: Reply;
      /** Not yet applied to the world. */
      readonly changes: readonly Change[];
    }
  /** The upstream must answer first. So far, only the forced outcome is known. */
  | { readonly needs: UpstreamRequest; readonly forced: Forced | undefined };

/**
 * Decides one exchange. Changes nothing but `trace`: the same world and exchange always give the same reply and changes.
 *
 * @param trace Filled while the stages run: if one throws, it shows every stage up to there.
 * @param upstreamAnswer The upstream's answer, once there is one. The exchange then has the forced outcome already.
 * @throws {StageError} for a bug in a stage.
 */
export const decide = (
  engine: RequestEngine,
  world: ReadableWorld,
  exchange: Exchange,
  trace: Trace,
  upstreamAnswer?: UpstreamAnswer,
): DecideResult => {
  const context = new RequestContext(engine, world, exchange, trace, upstreamAnswer);
  const preferences = readPreferences(exchange.request, exchange.operation);
  const forced = upstreamAnswer ? exchange.forced : forcedFor(exchange, context, preferences);
  if (forced) trace.forcedBy = forced.by;
  const reply = runPipeline(engine.stages, forced ? { ...exchange, forced } : exchange, context, trace);
  if (context.needs) return { needs: context.needs, forced };
  for (const preference of preferences.ignored) note(trace, `Preference ignored: ${preference}.`);
  return {
    reply: withAppliedPreferences(preferences.applied, reply),
    changes: withCounter(context.draft.changes, context.random, exchange.operation.id),
  };
};

/** In order of precedence: a queued override, `Prefer`, a rule, a magic value. */
const forcedFor = (exchange: Exchange, context: RequestContext, preferences: Preferences): Forced | undefined =>
  forcedByScenario('force', exchange, context) ??
  preferences.forced ??
  forcedByScenario('persistentOutcome', exchange, context) ??
  context.pack.magic(exchange);

const forcedByScenario = (
  how: 'force' | 'persistentOutcome',
  exchange: Exchange,
  context: RequestContext,
): Forced | undefined => {
  for (const scenario of context.scenarios) {
    const forced = scenario[how]?.({ config: context.configOf(scenario), exchange, records: context.draft });
    if (forced) return forced;
  }
  return undefined;
};

/** RFC 7240, section 3: the reply names the preferences that were applied, and `Vary` tells caches that it depends on them. */
const withAppliedPreferences = (preferences: readonly string[], reply: Reply): Reply =>
  preferences.length === 0
    ? reply
    : withHeaders(reply, { 'preference-applied': preferences.join(', '), vary: 'Prefer' });
