import type { ControlAnswer, ControlEndpoint, ControlSituation } from '../mock/index.ts';
import { put, remove } from '../mock/index.ts';
import type { Call } from './call.ts';
import { answer, asOf, CALLS, fail, hangUp, isOver, putCall, showCall, SHOWN_CALL } from './call.ts';
import { ACME, BRAVO } from './callers.ts';
import { gateway } from './gateway.ts';
import type { PhoneNumber } from './seed.ts';
import { NUMBERS } from './seed.ts';

const calls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/calls',
    summary: 'Calls and tickets, newest first.',
    access: 'guarded',
    output: { type: 'object', required: ['calls'], properties: { calls: { type: 'array', items: SHOWN_CALL } } },
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
    summary: 'One call or ticket.',
    access: 'guarded',
    output: SHOWN_CALL,
    run: (situation) => withCall(situation, (call) => ({ body: showCall(call, situation.now) })),
  },
  {
    method: 'POST',
    path: '/calls/{call_id}/answer',
    summary: 'The called party picks up.',
    access: 'guarded',
    output: SHOWN_CALL,
    run: (situation) =>
      withCall(situation, (call) => {
        const { now, refuse } = situation;
        if (call.status !== 'RINGING')
          return { refused: refuse('conflict', `Only a ringing call can be answered; this one is ${call.status}.`) };
        return changed(answer(call, now), now);
      }),
  },
  {
    method: 'POST',
    path: '/calls/{call_id}/hangup',
    summary: 'Either side hangs up; a call that is over stays as it is.',
    access: 'guarded',
    output: SHOWN_CALL,
    run: (situation) =>
      withCall(situation, (call) =>
        isOver(call) ? { body: showCall(call, situation.now) } : changed(hangUp(call, situation.now), situation.now),
      ),
  },
  {
    method: 'POST',
    path: '/calls/{call_id}/fail',
    summary: 'The call fails, for a reason such as busy, no_answer, voicemail or carrier_rejected.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['code'],
      additionalProperties: false,
      properties: { code: { type: 'string', pattern: '^[a-z_]{1,64}$', description: 'What failure_code says.' } },
    },
    output: SHOWN_CALL,
    run: (situation) =>
      withCall(situation, (call) => {
        const { input, now, refuse } = situation;
        if (isOver(call)) return { refused: refuse('conflict', `The call is over; it is ${call.status}.`) };
        return changed(fail(call, (input as { readonly code: string }).code, now), now);
      }),
  },
];

const changed = (call: Call, now: number): ControlAnswer => ({ changes: [putCall(call)], body: showCall(call, now) });

const withCall = (
  { path, records, now, refuse }: ControlSituation,
  run: (call: Call) => ControlAnswer,
): ControlAnswer => {
  const id = path.get('call_id') ?? '';
  const call = records.get<Call>(CALLS, id);
  return call ? run(asOf(call, now)) : { refused: refuse('not_found', `No call is called ${id} in this world.`) };
};

const NUMBER = {
  type: 'object',
  required: ['e164', 'organization', 'active', 'verified'],
  properties: {
    e164: { type: 'string' },
    organization: { type: 'string' },
    active: { type: 'boolean' },
    verified: { type: 'boolean' },
  },
};

const numbers: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/numbers',
    summary: 'Who owns which number, and whether it is active and verified.',
    access: 'guarded',
    output: { type: 'object', required: ['numbers'], properties: { numbers: { type: 'array', items: NUMBER } } },
    run: ({ records }) => ({ body: { numbers: records.list<PhoneNumber>(NUMBERS).map(showNumber) } }),
  },
  {
    method: 'POST',
    path: '/numbers',
    summary: 'Gives a new number to an organization, or changes one: what is named, the rest stays.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['e164'],
      additionalProperties: false,
      properties: {
        e164: { type: 'string', pattern: '^\\+[1-9]\\d{1,14}$', description: 'The number.' },
        organization: { enum: [ACME, BRAVO], description: `Who owns it; ${ACME} if it is new.` },
        active: { type: 'boolean', description: 'Whether it is in service; true if it is new.' },
        verified: { type: 'boolean', description: 'Whether it may be shown as caller ID; true if it is new.' },
      },
    },
    output: NUMBER,
    run: ({ input, records }) => {
      const { e164, ...rest } = input as Partial<PhoneNumber> & { readonly e164: string };
      const number = { ...(records.get<PhoneNumber>(NUMBERS, e164) ?? NEW_NUMBER), ...rest, id: e164 };
      return { changes: [put(NUMBERS, number)], body: showNumber(number) };
    },
  },
  {
    method: 'DELETE',
    path: '/numbers/{e164}',
    summary: 'Takes a number away from whoever owns it.',
    access: 'guarded',
    status: 204,
    run: ({ path, records, refuse }) => {
      const id = path.get('e164') ?? '';
      if (records.get(NUMBERS, id) === undefined)
        return { refused: refuse('not_found', `Nobody owns ${id} in this world.`) };
      return { changes: [remove(NUMBERS, id)], body: undefined };
    },
  },
];

const NEW_NUMBER = { organization: ACME, active: true, verified: true };

const showNumber = ({ id, ...rest }: PhoneNumber): object => ({ e164: id, ...rest });

/** RevDesk's part of the control API. */
export const controls: readonly ControlEndpoint[] = [...gateway, ...calls, ...numbers];
