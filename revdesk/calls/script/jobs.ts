import type { JobHandler } from '../../../mock/index.ts';
import type { Call, CallStep } from '../call.ts';
import {
  answer,
  CALL_ANSWERS,
  CALL_DIALS,
  CALL_ENDS,
  CALL_EXPIRES,
  CALLS,
  dial,
  fail,
  hangUp,
  isOver,
} from '../call.ts';
import { changeCall } from '../change-call.ts';
import { callScriptOf } from './call-script.ts';

/** Calls that have ended in the meantime, or were forgotten, are left alone. */
const toLiveCall =
  (next: (call: Call, at: number) => CallStep): JobHandler =>
  ({ job: { at, subject }, records }) => {
    const call = records.get<Call>(CALLS, subject);
    if (call === undefined || isOver(call)) return {};
    const { call: after, schedule = [] } = next(call, at);
    return after === call ? {} : changeCall(call, after, { records, at, schedule });
  };

const endAsTheDestinationDoes = (call: Call, at: number): Call => {
  const { answersAfter, failure } = callScriptOf(call);
  // What never answers by itself was answered by the tester, and is then no longer busy, or ringing out.
  if (answersAfter === undefined && call.answered_at !== null) return call;
  return failure === undefined ? hangUp(call, at) : fail(call, failure, at);
};

/** What happens to calls by itself. */
export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  [CALL_DIALS]: toLiveCall((call, at) => (call.status === 'QUEUED' ? dial(call, at) : { call })),
  [CALL_ANSWERS]: toLiveCall((call, at) => ({ call: call.answered_at === null ? answer(call, at) : call })),
  [CALL_ENDS]: toLiveCall((call, at) => ({ call: endAsTheDestinationDoes(call, at) })),
  [CALL_EXPIRES]: toLiveCall((call, at) => ({ call: hangUp(call, at) })),
};
