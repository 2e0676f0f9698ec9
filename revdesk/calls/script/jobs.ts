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

/** Runs a step on a call that is in progress. A call that has ended or was evicted before the job runs is skipped. */
const onCallInProgress =
  (next: (call: Call, at: number) => CallStep): JobHandler =>
  ({ job: { at, subject }, records }) => {
    const call = records.get<Call>(CALLS, subject);
    if (call === undefined || isOver(call)) return {};
    const { call: after, schedule = [] } = next(call, at);
    return after === call ? {} : changeCall(call, after, { records, at, schedule });
  };

const endByScript = (call: Call, at: number): Call => {
  const { answersAfter, failure } = callScriptOf(call);
  // The script never answers, so the tester answered the call, which is then no longer busy or unanswered.
  if (answersAfter === undefined && call.answered_at !== null) return call;
  return failure === undefined ? hangUp(call, at) : fail(call, failure, at);
};

/** The handlers of scheduled jobs on calls. */
export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  [CALL_DIALS]: onCallInProgress((call, at) => (call.status === 'QUEUED' ? dial(call, at) : { call })),
  [CALL_ANSWERS]: onCallInProgress((call, at) => ({ call: call.answered_at === null ? answer(call, at) : call })),
  [CALL_ENDS]: onCallInProgress((call, at) => ({ call: endByScript(call, at) })),
  [CALL_EXPIRES]: onCallInProgress((call, at) => ({ call: hangUp(call, at) })),
};
