import type { ControlAnswer, ControlSituation } from '../../mock/index.ts';
import type { Call, Step } from './call.ts';
import { showCall } from './call-state.ts';
import { changeCall } from './change-call.ts';

/** Takes a call a step further for a control call, and shows what became of it. */
export const stepped = (
  { records, now }: ControlSituation,
  call: Call,
  { call: after, later = [] }: Step,
): ControlAnswer => ({
  ...changeCall(call, after, { records, at: now, later }),
  body: showCall(after, now),
});
