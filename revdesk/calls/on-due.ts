import type { DueHandler } from '../../mock/index.ts';
import type { Call } from './call.ts';
import { answer, CALL_ANSWERS, CALL_ENDS, CALL_EXPIRES, CALLS, fail, hangUp, isOver, putCall } from './call.ts';
import { courseTo } from '../magic-numbers.ts';

/** Calls that have ended in the meantime, or were forgotten, are left alone. */
const toLiveCall =
  (change: (call: Call, at: number) => Call): DueHandler =>
  ({ due, records }) => {
    const call = records.get<Call>(CALLS, due.subject);
    return call === undefined || isOver(call) ? {} : { changes: [putCall(change(call, due.at))] };
  };

const endAsTheDestinationDoes = (call: Call, at: number): Call => {
  const { answersAfter, failure } = courseTo(call.to_number);
  // What never answers by itself was answered by the tester, and is then no longer busy, or ringing out.
  if (answersAfter === undefined && call.answered_at !== null) return call;
  return failure === undefined ? hangUp(call, at) : fail(call, failure, at);
};

/** What happens to calls by itself. */
export const onDue: Readonly<Record<string, DueHandler>> = {
  [CALL_ANSWERS]: toLiveCall((call, at) => (call.answered_at === null ? answer(call, at) : call)),
  [CALL_ENDS]: toLiveCall(endAsTheDestinationDoes),
  [CALL_EXPIRES]: toLiveCall(hangUp),
};
