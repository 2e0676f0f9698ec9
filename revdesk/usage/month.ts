import type { HandlerContext, Instant, JsonObject } from '../../mock/index.ts';
import { CALL_TABLE } from '../calls/call-table.ts';
import type { Call } from '../calls/call.ts';
import { secondsOf } from '../calls/call.ts';
import { shownTime } from '../table/data.ts';
import { rowsOf } from '../table/table.ts';

/** A calendar month, in UTC. */
interface Month {
  readonly start: Instant;
  /** Its last millisecond. */
  readonly end: Instant;
}

const monthOf = (at: Instant): Month => {
  const date = new Date(at);
  const startOf = (month: number): Instant => Date.UTC(date.getUTCFullYear(), month, 1);
  return { start: startOf(date.getUTCMonth()), end: startOf(date.getUTCMonth() + 1) - 1 };
};

/** The current month. */
export const periodOf = ({ exchange: { now } }: HandlerContext): JsonObject => {
  const { start, end } = monthOf(now);
  return { period_start: shownTime(start), period_end: shownTime(end) };
};

/** The calls of every kind that started this month. A ticket does not count as a call yet. */
export const callsThisMonth = (context: HandlerContext): readonly Call[] => {
  const { start, end } = monthOf(context.exchange.now);
  return rowsOf(CALL_TABLE, context).filter(
    ({ started_at }) => started_at !== null && started_at >= start && started_at <= end,
  );
};

/** A started minute counts as a whole minute, as is usual in call billing. */
export const minutesOf = (calls: readonly Call[], now: Instant): number =>
  calls.reduce((minutes, call) => minutes + Math.ceil(secondsOf(call, now) / 60), 0);
