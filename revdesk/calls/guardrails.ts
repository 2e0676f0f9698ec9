import type { HandlerSituation, Instant, Reply } from '../../mock/index.ts';
import type { Call } from './call.ts';
import { asOf, CALLS, isOver, secondsOf } from './call.ts';
import type { RevDeskSettings } from '../settings.ts';

/**
 * What the account allows itself: RevDesk names an allowlist, a daily spend and a concurrency, and documents neither codes nor
 * statuses. The codes here are ours; all guardrails are off unless set.
 */
export const guardrailRefusal = (
  { guardrails }: RevDeskSettings,
  situation: HandlerSituation,
  destination: string,
): Reply | undefined => {
  const { allowlist, dailySpend, concurrency } = guardrails;
  if (allowlist.length > 0 && !allowlist.includes(destination)) return notAllowed(situation, destination);
  if (dailySpend && spentToday(situation, dailySpend.centsPerMinute) >= dailySpend.limitCents)
    return tooExpensive(situation, dailySpend.limitCents);
  if (concurrency !== undefined && callsInProgress(situation).length >= concurrency)
    return tooMany(situation, concurrency);
  return undefined;
};

const notAllowed = ({ refuse }: HandlerSituation, destination: string): Reply => {
  const text = `${destination} is not on the account's allowlist.`;
  return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { to_number: text } });
};

const tooExpensive = ({ refuse }: HandlerSituation, limitCents: number): Reply =>
  refuse('forbidden', `The account's daily spend of ${limitCents} cents is reached. It begins anew at midnight UTC.`, {
    reason: 'spend_limit_reached',
  });

/** When a call will end is not known; a client is told to come back soon. */
const tooMany = ({ refuse }: HandlerSituation, concurrency: number): Reply =>
  refuse('too_many_at_once', `The account has ${concurrency} calls in progress, and may have no more. End one first.`, {
    reason: 'concurrency_limit',
    retryAfterSeconds: 1,
  });

const callsOf = ({ exchange: { caller, now }, records }: HandlerSituation): readonly Call[] =>
  records
    .list<Call>(CALLS)
    .filter(({ organization }) => organization === caller.organization)
    .map((call) => asOf(call, now));

/** From the browser's connect on; a ticket alone takes no channel. */
const callsInProgress = (situation: HandlerSituation): readonly Call[] =>
  callsOf(situation).filter((call) => call.connected_at !== null && !isOver(call));

const spentToday = (situation: HandlerSituation, centsPerMinute: number): number => {
  const { now } = situation.exchange;
  return callsOf(situation)
    .filter((call) => call.answered_at !== null && dayOf(call.answered_at) === dayOf(now))
    .reduce((cents, call) => cents + Math.ceil(secondsOf(call, now) / 60) * centsPerMinute, 0);
};

const dayOf = (at: Instant): number => Math.floor(at / 86_400_000);
