import { secondsUntilReset } from '../mock/budget.ts';
import { responseFor } from '../mock/contract/operations/operation.ts';
import { replyProblem } from '../mock/contract/operations/reply-problem.ts';
import type { Forced, Reply } from '../mock/exchange.ts';
import { withHeaders } from '../mock/exchange.ts';
import { kindForStatus } from '../mock/refusal.ts';
import type { ScenarioContext } from '../mock/scenario.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { Change, RecordView } from '../mock/state/records.ts';
import { put, remove } from '../mock/state/records.ts';
import { forcedBy } from './stub.ts';
import type { Override } from './overrides.ts';
import { matchingOverride, OVERRIDES, overrideControls } from './overrides.ts';

interface FaultsConfig {
  readonly delayMs: number;
}

export const faults = defineScenario<FaultsConfig>({
  name: 'faults',
  summary: 'Outcomes that the tester asks for: a status, a delay, a connection that breaks.',
  configSchema: {
    properties: {
      delayMs: {
        type: 'number',
        minimum: 0,
        default: 0,
        description: 'How long every answer is held back, in wall time.',
      },
    },
  },
  at: 'arrived',

  around(context, next) {
    const { config, exchange, records } = context;
    const { forced } = exchange;
    const reply = (forced && fittingReply(context, forced)) ?? next();
    const delayMs = config.delayMs + (forced?.delayMs ?? 0);
    return {
      reply: { ...reply, ...(delayMs > 0 && { delayMs }), ...(forced?.transport && { transport: forced.transport }) },
      changes: forced ? spent(records, forced.by) : [],
    };
  },

  force: ({ exchange, records }) => {
    const override = matchingOverride(records, exchange);
    if (override === undefined) return undefined;
    return forcedBy(override.id, override, exchange.operation);
  },

  controls: overrideControls,
});

/** Refused here and not further out, where the override would be left unspent, and stand in the way of all that follow. */
const fittingReply = (context: ScenarioContext<FaultsConfig>, forced: Forced): Reply | undefined => {
  const reply = forcedReply(context, forced);
  const declared = reply && responseFor(context.exchange.operation, reply.status);
  const fault = declared && replyProblem(reply, declared);
  if (fault === undefined) return reply;
  const detail = `The tester asked for a reply that the contract forbids (${forced.by}), and it was not sent: ${fault}`;
  return context.refuse('broken_reply', detail);
};

/**
 * `undefined` if the request is to go its ordinary way: nothing but a fault or a delay was asked for, or a preference for the
 * success that it would have had anyway.
 */
const forcedReply = (context: ScenarioContext<FaultsConfig>, forced: Forced): Reply | undefined => {
  const { status, body, headers = {}, by, example, dynamic } = forced;
  if (status === undefined || (by === 'prefer' && status < 300)) return undefined;
  if (body !== undefined) return { status, headers: { 'content-type': 'application/json', ...headers }, body };
  const isWordedByContract = status < 400 || example !== undefined || dynamic === true;
  if (!isWordedByContract) return withHeaders(forcedRefusal(context, status, by), headers);
  const reply = context.answer(status);
  if (reply === undefined && status >= 400) return withHeaders(forcedRefusal(context, status, by), headers);
  return withHeaders(reply ?? { status, headers: {} }, headers);
};

/** Says what such a refusal always says; a 429 that its quota is spent, though the counter is left alone. */
const forcedRefusal = (
  { refuse, budget, errorFormat, exchange: { now } }: ScenarioContext<FaultsConfig>,
  status: number,
  by: string,
): Reply => {
  const left = budget();
  const kind = kindForStatus(status);
  const detail = `The tester asked for this ${status} (${by}).`;
  if (status !== 429)
    return withHeaders(refuse(kind, detail, { status }), left ? errorFormat.budgetHeaders(left, now) : {});
  const spentBudget = left && { ...left, remaining: 0 };
  const retryAfterSeconds = spentBudget ? secondsUntilReset(spentBudget, now) : DEFAULT_WINDOW_SECONDS;
  const reply = refuse(kind, detail, { status, retryAfterSeconds });
  return spentBudget ? withHeaders(reply, errorFormat.budgetHeaders(spentBudget, now)) : reply;
};

/** How long a caller is told to wait whom nobody knows, and who has no window. */
const DEFAULT_WINDOW_SECONDS = 60;

const spent = (records: RecordView, id: string): readonly Change[] => {
  const override = records.get<Override>(OVERRIDES, id);
  if (override === undefined) return [];
  return [override.times > 1 ? put(OVERRIDES, { ...override, times: override.times - 1 }) : remove(OVERRIDES, id)];
};
