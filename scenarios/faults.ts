import { secondsUntilReset } from '../mock/budget.ts';
import { replyProblem } from '../mock/contract/bodies/reply-problem.ts';
import { responseFor } from '../mock/contract/operations/operation.ts';
import type { Forced } from '../mock/exchange.ts';
import { kindForStatus } from '../mock/refusal.ts';
import type { Reply } from '../mock/reply.ts';
import { withHeaders } from '../mock/reply.ts';
import type { ScenarioContext } from '../mock/scenario.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { Change, RecordView } from '../mock/state/records.ts';
import { put, remove } from '../mock/state/records.ts';
import type { Override } from './overrides.ts';
import { matchingOverride, overrideControls, OVERRIDES } from './overrides.ts';
import { forcedBy } from './stub.ts';

interface FaultsConfig {
  readonly delayMs: number;
}

export const faults = defineScenario<FaultsConfig>({
  name: 'faults',
  summary: 'Produces the outcomes that the tester asks for: a status, a delay, a broken connection.',
  configSchema: {
    properties: {
      delayMs: {
        type: 'number',
        minimum: 0,
        default: 0,
        description: 'How long every reply is delayed, in milliseconds of wall time.',
      },
    },
  },
  at: 'arrived',

  around(context, next) {
    const { config, exchange, records } = context;
    const { forced } = exchange;
    const reply = (forced && checkedReply(context, forced)) ?? next();
    const delayMs = config.delayMs + (forced?.delayMs ?? 0);
    return {
      reply: { ...reply, ...(delayMs > 0 && { delayMs }), ...(forced?.transport && { transport: forced.transport }) },
      changes: forced ? afterUse(records, forced.by) : [],
    };
  },

  force: ({ exchange, records }) => {
    const override = matchingOverride(records, exchange);
    if (override === undefined) return undefined;
    return forcedBy(override.id, override, exchange.operation);
  },

  controls: overrideControls,
});

/** Refuses an invalid reply here and not in an outer stage, since the override would then stay unused and block all later ones. */
const checkedReply = (context: ScenarioContext<FaultsConfig>, forced: Forced): Reply | undefined => {
  const reply = forcedReply(context, forced);
  const declared = reply && responseFor(context.exchange.operation, reply.status);
  const problem = declared && replyProblem(reply, declared);
  if (problem === undefined) return reply;
  const detail = `The reply that the tester asked for (${forced.by}) was not sent, because it breaks the contract: ${problem}`;
  return context.refuse('broken_reply', detail);
};

/**
 * `undefined` if the request is to be processed as usual: the tester asked only for a fault or a delay, or the client prefers the
 * success that it would get anyway.
 */
const forcedReply = (context: ScenarioContext<FaultsConfig>, forced: Forced): Reply | undefined => {
  const { status, body, headers = {}, by, example, dynamic } = forced;
  if (status === undefined || (by === 'prefer' && status < 300)) return undefined;
  if (body !== undefined) return { status, headers: { 'content-type': 'application/json', ...headers }, body };
  const isFromContract = status < 400 || example !== undefined || dynamic === true;
  if (!isFromContract) return withHeaders(forcedRefusal(context, status, by), headers);
  const reply = context.answer(status);
  if (reply === undefined && status >= 400) return withHeaders(forcedRefusal(context, status, by), headers);
  return withHeaders(reply ?? { status, headers: {} }, headers);
};

/** Has the usual text and headers of such a refusal. A 429 reports an exhausted quota, although the counter does not change. */
const forcedRefusal = (
  { refuse, budget, errorFormat, exchange: { now } }: ScenarioContext<FaultsConfig>,
  status: number,
  by: string,
): Reply => {
  const current = budget();
  const kind = kindForStatus(status);
  const detail = `The tester asked for this ${status} (${by}).`;
  if (status !== 429)
    return withHeaders(refuse(kind, detail, { status }), current ? errorFormat.budgetHeaders(current, now) : {});
  const exhausted = current && { ...current, remaining: 0 };
  const retryAfterSeconds = exhausted ? secondsUntilReset(exhausted, now) : DEFAULT_RETRY_SECONDS;
  const reply = refuse(kind, detail, { status, retryAfterSeconds });
  return exhausted ? withHeaders(reply, errorFormat.budgetHeaders(exhausted, now)) : reply;
};

/** The `Retry-After` for an anonymous caller, which has no window. */
const DEFAULT_RETRY_SECONDS = 60;

/** Uses up one call of an override; a rule does not change. */
const afterUse = (records: RecordView, id: string): readonly Change[] => {
  const override = records.get<Override>(OVERRIDES, id);
  if (override === undefined) return [];
  return [override.times > 1 ? put(OVERRIDES, { ...override, times: override.times - 1 }) : remove(OVERRIDES, id)];
};
