import type { ControlAnswer, EndpointContext } from '../../../mock/index.ts';
import type { Call, CallStep } from '../call.ts';
import { showCall } from '../control/call-state.ts';
import { changeCall } from '../change-call.ts';

/** Takes a call a step further for a control call, and shows what became of it. */
export const applyStep = (
  { records, now }: EndpointContext,
  call: Call,
  { call: after, schedule = [] }: CallStep,
): ControlAnswer => ({
  ...changeCall(call, after, { records, at: now, schedule }),
  body: showCall(after, now),
});
