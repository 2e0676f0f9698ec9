import type { HandlerContext, Reply } from '../../../mock/index.ts';
import { dayOf } from '../../table/day.ts';
import type { Call, CallKind } from '../call.ts';
import { asOf, CALLS, isOver, secondsOf } from '../call.ts';
import type { RevDeskSettings } from '../../settings.ts';

export interface Placement {
  /** Who is to be called, by the field that names them. */
  readonly destinations: Readonly<Record<string, string>>;
  readonly kind: CallKind;
}

/**
 * What the account allows itself: RevDesk names an allowlist, a daily spend and a concurrency, and documents neither codes nor
 * statuses. The codes here are ours; all guardrails are off unless set.
 */
export const guardrailRefusal = (
  { guardrails }: RevDeskSettings,
  context: HandlerContext,
  { destinations, kind }: Placement,
): Reply | undefined => {
  const { allowlist, dailySpend, concurrency } = guardrails;
  const [unlisted] =
    allowlist.length > 0 ? Object.entries(destinations).filter(([, to]) => !allowlist.includes(to)) : [];
  if (unlisted) return notAllowed(context, ...unlisted);
  if (dailySpend && spentToday(context, dailySpend.centsPerMinute) >= dailySpend.limitCents)
    return tooExpensive(context, dailySpend.limitCents);
  if (concurrency !== undefined && channelsInUse(context) + channelsFor(kind) > concurrency)
    return tooMany(context, concurrency);
  return undefined;
};

const notAllowed = ({ refuse }: HandlerContext, field: string, destination: string): Reply => {
  const text = `${destination} is not on the account's allowlist.`;
  return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { [field]: text } });
};

const tooExpensive = ({ refuse }: HandlerContext, limitCents: number): Reply =>
  refuse('forbidden', `The account's daily spend of ${limitCents} cents is reached. It begins anew at midnight UTC.`, {
    reason: 'spend_limit_reached',
  });

/** When a call will end is not known; a client is told to come back soon. */
const tooMany = ({ refuse }: HandlerContext, concurrency: number): Reply =>
  refuse('too_many_at_once', `The account may have ${concurrency} channels in use, and they are. End a call first.`, {
    reason: 'concurrency_limit',
    retryAfterSeconds: 1,
  });

const callsOf = ({ exchange: { caller, now }, records }: HandlerContext): readonly Call[] =>
  records
    .list<Call>(CALLS)
    .filter(({ organization }) => organization === caller.organization)
    .map((call) => asOf(call, now));

/** A ticket alone takes no channel: a call does from the browser's connect on, or from when RevDesk has taken it on. */
const channelsInUse = (context: HandlerContext): number =>
  callsOf(context)
    .filter((call) => (call.connected_at !== null || call.started_at !== null) && !isOver(call))
    .reduce((channels, { kind }) => channels + channelsFor(kind), 0);

/** Documented: a bridge rings two phones, which takes two channels; any other call takes one. */
const channelsFor = (kind: CallKind): number => (kind === 'bridge' ? 2 : 1);

const spentToday = (context: HandlerContext, centsPerMinute: number): number => {
  const { now } = context.exchange;
  return callsOf(context)
    .filter((call) => call.answered_at !== null && dayOf(call.answered_at) === dayOf(now))
    .reduce((cents, call) => cents + Math.ceil(secondsOf(call, now) / 60) * centsPerMinute, 0);
};
