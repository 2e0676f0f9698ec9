import { expect } from 'vitest';
import type { ApiReply } from '../../support/open-revdesk.ts';
import { bodyOf, openWithControl } from '../open-with-control.ts';

export const TESTER = '+14155550116';

type Harness = Awaited<ReturnType<typeof openWithControl>>;

export interface NumberHealthHarness extends Harness {
  /** Starts a session with a tester, for all numbers unless overridden. Returns its id. */
  readonly session: (overrides?: object, tester?: string) => unknown;
  /** Places a call of 15 seconds to the tester and adds it to the session. */
  readonly attempt: (session: unknown, tester?: string) => ApiReply;
  /** Makes an attempt and records what the handset showed. */
  readonly test: (session: unknown, outcome: string, tester?: string) => void;
  /** The health of one of the numbers. */
  readonly health: (phoneId: number) => Readonly<Record<string, unknown>>;
  /** Places a call of 15 seconds from number 100. Returns its id. */
  readonly placeCall: (tester?: string) => unknown;
}

export const openNumberHealth = async (): Promise<NumberHealthHarness> => {
  const harness = await openWithControl();
  const { call, control, pass } = harness;

  const session: NumberHealthHarness['session'] = (overrides = {}, phone_number = TESTER) => {
    const tester = { alias: 'One', phone_number, carrier: 'ATT', consented: true };
    return call('POST /v1/number-health/sessions', {
      tester,
      mode: 'RAPID_AUDIT',
      scope: { kind: 'ALL' },
      ...overrides,
    }).data['id'];
  };

  const placeCall: NumberHealthHarness['placeCall'] = (to_number = TESTER) => {
    const { token, call_id } = call('POST /v1/webrtc-token', { from_number: '+14155550100', to_number }).data;
    const bearer = String(token);
    control('POST', '/gateway/connect', undefined, { bearer });
    expect(bodyOf(control('POST', '/gateway/dial', undefined, { bearer }))).toMatchObject({ status: 'RINGING' });
    pass(16);
    control('POST', '/gateway/hangup', undefined, { bearer });
    return call_id;
  };

  const attempt: NumberHealthHarness['attempt'] = (id, tester) =>
    call(`POST /v1/number-health/sessions/${id}/attempts`, { phone_id: 100, call_id: placeCall(tester) });

  const test: NumberHealthHarness['test'] = (id, outcome, tester) => {
    call(`POST /v1/number-health/attempts/${attempt(id, tester).data['id']}/observation`, { outcome });
  };

  const health: NumberHealthHarness['health'] = (phoneId) => {
    const { data } = call('GET /v1/number-health/numbers').body as { data: Readonly<Record<string, unknown>>[] };
    return data.find(({ id }) => id === phoneId) ?? {};
  };
  return { ...harness, session, attempt, test, health, placeCall };
};
