import type { ControlAnswer, EndpointContext } from '../../../mock/index.ts';
import type { Call, CallStep } from '../call.ts';
import { changeCall } from '../change-call.ts';
import { showCall } from '../control/call-state.ts';

/** Applies a step to a call for a control request, and shows the call afterwards. */
export const applyStep = (
  { records, now }: EndpointContext,
  call: Call,
  { call: after, schedule = [] }: CallStep,
): ControlAnswer => ({
  ...changeCall(call, after, { records, at: now, schedule }),
  body: showCall(after, now),
});
