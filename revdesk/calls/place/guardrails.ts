import type { HandlerContext, Reply } from '../../../mock/index.ts';
import type { RevDeskSettings } from '../../settings.ts';
import { dayOf } from '../../table/day.ts';
import type { Call, CallKind } from '../call.ts';
import { asOf, CALLS, isOver, secondsOf } from '../call.ts';

export interface Placement {
  /** The numbers to call, by request field. */
  readonly destinations: Readonly<Record<string, string>>;
  readonly kind: CallKind;
}

/**
 * Refuses a call that exceeds a guardrail of the account. RevDesk mentions an allowlist, a daily spend limit and a concurrency limit, but
 * documents neither codes nor statuses; the codes here are our own. All guardrails are off unless set.
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
  refuse(
    'forbidden',
    `The account has reached its daily spend limit of ${limitCents} cents. It resets at midnight UTC.`,
    {
      reason: 'spend_limit_reached',
    },
  );

/** The end of a call is not known in advance, so the client is told to retry soon. */
const tooMany = ({ refuse }: HandlerContext, concurrency: number): Reply =>
  refuse(
    'too_many_at_once',
    `The call would exceed the account's limit of ${concurrency} channels in use. End a call first.`,
    {
      reason: 'concurrency_limit',
      retryAfterSeconds: 1,
    },
  );

const callsOf = ({ exchange: { caller, now }, records }: HandlerContext): readonly Call[] =>
  records
    .list<Call>(CALLS)
    .filter(({ organization }) => organization === caller.organization)
    .map((call) => asOf(call, now));

/** A ticket does not use a channel. A call does, from when the browser connects or from when RevDesk queues the call. */
const channelsInUse = (context: HandlerContext): number =>
  callsOf(context)
    .filter((call) => (call.connected_at !== null || call.started_at !== null) && !isOver(call))
    .reduce((channels, { kind }) => channels + channelsFor(kind), 0);

/** Documented: a bridge rings two phones and uses two channels; any other call uses one. */
const channelsFor = (kind: CallKind): number => (kind === 'bridge' ? 2 : 1);

const spentToday = (context: HandlerContext, centsPerMinute: number): number => {
  const { now } = context.exchange;
  return callsOf(context)
    .filter((call) => call.answered_at !== null && dayOf(call.answered_at) === dayOf(now))
    .reduce((cents, call) => cents + Math.ceil(secondsOf(call, now) / 60) * centsPerMinute, 0);
};
