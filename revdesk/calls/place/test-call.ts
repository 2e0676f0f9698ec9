import type { Handler, HandlerContext, Outcome } from '../../../mock/index.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { withNumber } from '../../numbers/with-number.ts';
import type { RevDeskSettings } from '../../settings.ts';
import { withRow } from '../../table/table.ts';
import type { TestResult } from '../call.ts';
import { putCall } from '../call.ts';
import { CALL_TABLE, showResult } from '../call-table.ts';
import { newCall, start } from './new-call.ts';
import { placementRefusal } from './placement-refusal.ts';

/** `POST /v1/phone-numbers/{id}/test-call`: calls a mobile that somebody is looking at. */
export const placeTestCall =
  (settings: RevDeskSettings): Handler =>
  (context) =>
    withNumber(context, (number) => callFrom(number, settings, context));

const callFrom = (number: PhoneNumber, settings: RevDeskSettings, context: HandlerContext): Outcome => {
  const { refuse } = context;
  if (!number.active || !number.verified) {
    const state = number.active ? 'not verified' : 'not active';
    return { reply: refuse('not_usable', `${number.id} is ${state}, and must be active and verified to call from.`) };
  }
  const { destination_number, client_name } = requestBodyOf<TestCallRequest>(context);
  // Documented: a mobile in the US or Canada. Which numbers are mobiles cannot be told from them.
  if (!/^\+1[2-9]\d{2}[2-9]\d{6}$/.test(destination_number)) {
    const text = `Expected a number in the US or Canada, such as +14155550110, and found ${destination_number}.`;
    return { reply: refuse('invalid_request', text, { fields: { destination_number: text } }) };
  }
  const refused = placementRefusal(settings, context, { kind: 'test', destinations: { destination_number } });
  if (refused) return { reply: refused };
  const wish = { kind: 'test', from_number: number.id, to_number: destination_number } as const;
  const lifeSeconds = settings.maxCallSeconds;
  const made = newCall(context, { ...wish, client_name, lifeSeconds });
  const { call, ...rest } = start(made, context);
  const { id: call_id, status, from_number, to_number } = call;
  return { reply: data({ call_id, status, from_number, to_number }, { status: 202 }), ...rest };
};

interface TestCallRequest {
  readonly destination_number: string;
  readonly client_name?: string;
}

/** `PATCH /v1/calls/{id}/test-result`: what the handset showed; said again, it replaces what was said before. */
export const recordTestResult: Handler = (context) =>
  withRow(CALL_TABLE, context, (call) => {
    const { exchange, refuse } = context;
    if (call.kind !== 'test') {
      const text = `The call ${call.id} was not placed to test for spam labels, and only such calls have a result.`;
      return { reply: refuse('conflict', `${text} Place one with POST /v1/phone-numbers/{id}/test-call.`) };
    }
    const { outcome, observed_label = '', callback_verified = false } = requestBodyOf<TestResultRequest>(context);
    const test_result: TestResult = { outcome, observed_label, recorded_at: exchange.now, callback_verified };
    return {
      reply: data({ call_id: call.id, ...showResult(test_result) }),
      changes: [putCall({ ...call, test_result })],
    };
  });

type TestResultRequest = Pick<TestResult, 'outcome'> & Partial<TestResult>;
