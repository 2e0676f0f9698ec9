import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../../../mock/index.ts';
import type { Call } from '../call.ts';
import { CALLS, connect, dial, hangUp } from '../call.ts';
import { SHOWN_CALL } from './call-state.ts';
import { applyStep } from '../script/apply-step.ts';

/**
 * What the server side of the browser SDK would do with a calling token. RevDesk's signalling protocol is not public, so this is
 * openly our own: it exists so that a token can be spent, a call can live and end, and reuse can be tested.
 */
export const gateway: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/gateway/connect',
    summary:
      'Spends a calling token or room token: from here on it is in use. From a room RevDesk dials, and an agent answers, at once.',
    access: 'spend',
    output: SHOWN_CALL,
    run: (context) => withCall(context, (call) => applyStep(context, call, connect(call, context.now))),
  },
  {
    method: 'POST',
    path: '/gateway/dial',
    summary: 'Dials the one destination that the token is pinned to; how it goes depends on the number.',
    access: 'use',
    output: SHOWN_CALL,
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
    summary: 'Ends the call, and the token with it.',
    access: 'use',
    output: SHOWN_CALL,
    run: (context) => withCall(context, (call) => applyStep(context, call, { call: hangUp(call, context.now) })),
  },
];

const withCall = ({ records, tokenBearer, refuse }: EndpointContext, run: (call: Call) => ControlAnswer): ControlAnswer => {
  const call = records.get<Call>(CALLS, tokenBearer?.subject ?? '');
  return call ? run(call) : { refused: refuse('token_unknown', 'This token is for no call.') };
};

const dialOnce = (context: EndpointContext, call: Call): ControlAnswer => {
  const { input, now, refuse } = context;
  const { to_number: wanted = call.to_number } = input as { readonly to_number?: string };
  if (wanted !== call.to_number) {
    const text = `The token is pinned to ${call.to_number}, and may not call ${wanted}.`;
    return { refused: refuse('forbidden', text, { fields: { to_number: text } }) };
  }
  if (call.dialed_at !== null)
    return { refused: refuse('conflict', 'The call has been dialled already: a token is for one call.') };
  return applyStep(context, call, dial(call, now));
};
