import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../../../mock/index.ts';
import type { Call } from '../call.ts';
import { answer, asOf, CALLS, fail, hangUp, isOver } from '../call.ts';
import { applyStep } from '../script/apply-step.ts';
import { CALL_SCHEMA, showCall } from './call-state.ts';

/** Endpoints with which testers read and change calls. */
export const callControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/calls',
    summary: 'Lists calls and tickets, newest first.',
    access: 'guarded',
    output: { type: 'object', required: ['calls'], properties: { calls: { type: 'array', items: CALL_SCHEMA } } },
    run: ({ records, now }) => ({
      body: {
        calls: records
          .list<Call>(CALLS)
          .toReversed()
          .map((call) => showCall(call, now)),
      },
    }),
  },
  {
    method: 'GET',
    path: '/calls/{call_id}',
    summary: 'Returns one call or ticket.',
    access: 'guarded',
    output: CALL_SCHEMA,
    run: (context) => withCall(context, (call) => ({ body: showCall(call, context.now) })),
  },
  {
    method: 'POST',
    path: '/calls/{call_id}/answer',
    summary: 'Answers the call, as the called party.',
    access: 'guarded',
    output: CALL_SCHEMA,
    run: (context) =>
      withCall(context, (call) => {
        const { now, refuse } = context;
        if (call.status !== 'RINGING')
          return { refused: refuse('conflict', `Only a ringing call can be answered; this one is ${call.status}.`) };
        return applyStep(context, call, { call: answer(call, now) });
      }),
  },
  {
    method: 'POST',
    path: '/calls/{call_id}/hangup',
    summary: 'Hangs up the call. A call that is over does not change.',
    access: 'guarded',
    output: CALL_SCHEMA,
    run: (context) =>
      withCall(context, (call) =>
        isOver(call)
          ? { body: showCall(call, context.now) }
          : applyStep(context, call, { call: hangUp(call, context.now) }),
      ),
  },
  {
    method: 'POST',
    path: '/calls/{call_id}/fail',
    summary: 'Makes the call fail, for a reason such as busy, no_answer, voicemail or carrier_rejected.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['code'],
      additionalProperties: false,
      properties: { code: { type: 'string', pattern: '^[a-z_]{1,64}$', description: 'The value of failure_code.' } },
    },
    output: CALL_SCHEMA,
    run: (context) =>
      withCall(context, (call) => {
        const { input, now, refuse } = context;
        if (isOver(call)) return { refused: refuse('conflict', `The call is over; it is ${call.status}.`) };
        return applyStep(context, call, { call: fail(call, (input as { readonly code: string }).code, now) });
      }),
  },
];

const withCall = (
  { path, records, now, refuse }: EndpointContext,
  run: (call: Call) => ControlAnswer,
): ControlAnswer => {
  const id = path.get('call_id') ?? '';
  const call = records.get<Call>(CALLS, id);
  return call ? run(asOf(call, now)) : { refused: refuse('not_found', `There is no call ${id} in this world.`) };
};
