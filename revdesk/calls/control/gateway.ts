import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../../../mock/index.ts';
import type { Call } from '../call.ts';
import { CALLS, connect, dial, hangUp } from '../call.ts';
import { applyStep } from '../script/apply-step.ts';
import { CALL_SCHEMA } from './call-state.ts';

/**
 * Stands in for the server side of the browser SDK. RevDesk's signaling protocol is not public, so these endpoints are the sandbox's own:
 * with them a test can spend a token, run a call to its end, and try to reuse the token.
 */
export const gateway: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/gateway/connect',
    summary:
      'Spends a calling token or room token, which is in use from then on. For a room, RevDesk dials immediately; for a web call, the agent answers immediately.',
    access: 'spend',
    output: CALL_SCHEMA,
    run: (context) => withCall(context, (call) => applyStep(context, call, connect(call, context.now))),
  },
  {
    method: 'POST',
    path: '/gateway/dial',
    summary: 'Dials the destination that the token is pinned to. What happens next depends on the number.',
    access: 'use',
    output: CALL_SCHEMA,
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        to_number: { type: 'string', description: 'Must be the destination that the token is pinned to.' },
      },
    },
    run: (context) => withCall(context, (call) => dialOnce(context, call)),
  },
  {
    method: 'POST',
    path: '/gateway/hangup',
    summary: 'Ends the call and its token.',
    access: 'use',
    output: CALL_SCHEMA,
    run: (context) => withCall(context, (call) => applyStep(context, call, { call: hangUp(call, context.now) })),
  },
];

const withCall = (
  { records, tokenBearer, refuse }: EndpointContext,
  run: (call: Call) => ControlAnswer,
): ControlAnswer => {
  const call = records.get<Call>(CALLS, tokenBearer?.subject ?? '');
  return call
    ? run(call)
    : { refused: refuse('token_unknown', 'This token does not belong to a call. Issue a new one.') };
};

const dialOnce = (context: EndpointContext, call: Call): ControlAnswer => {
  const { input, now, refuse } = context;
  const { to_number = call.to_number } = input as { readonly to_number?: string };
  if (to_number !== call.to_number) {
    const text = `The token is pinned to ${call.to_number} and may not call ${to_number}.`;
    return { refused: refuse('forbidden', text, { fields: { to_number: text } }) };
  }
  if (call.dialed_at !== null)
    return { refused: refuse('conflict', 'The call has been dialed already. A token is valid for one call.') };
  return applyStep(context, call, dial(call, now));
};
