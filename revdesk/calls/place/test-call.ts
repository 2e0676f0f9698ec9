import type { Handler, HandlerContext, Outcome } from '../../../mock/index.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { withNumber } from '../../numbers/with-number.ts';
import type { RevDeskSettings } from '../../settings.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { withRow } from '../../table/table.ts';
import { CALL_TABLE, showResult } from '../call-table.ts';
import type { TestResult } from '../call.ts';
import { putCall } from '../call.ts';
import { newCall, start } from './new-call.ts';
import { placementRefusal } from './placement-refusal.ts';

/** `POST /v1/phone-numbers/{id}/test-call`: calls a mobile phone whose display a person watches. */
export const placeTestCall =
  (settings: RevDeskSettings): Handler =>
  (context) =>
    withNumber(context, (number) => callFrom(number, settings, context));

const callFrom = (number: PhoneNumber, settings: RevDeskSettings, context: HandlerContext): Outcome => {
  const { refuse } = context;
  if (!number.active || !number.verified) {
    const state = number.active ? 'not verified' : 'not active';
    return {
      reply: refuse('not_usable', `${number.id} is ${state}; a number must be active and verified to place calls.`),
    };
  }
  const { destination_number, client_name } = requestBodyOf<TestCallRequest>(context);
  // Documented: a mobile in the US or Canada. A number does not reveal whether it is a mobile number.
  if (!/^\+1[2-9]\d{2}[2-9]\d{6}$/.test(destination_number)) {
    const text = `Expected a number in the US or Canada, such as +14155550110, but found ${destination_number}.`;
    return { reply: refuse('invalid_request', text, { fields: { destination_number: text } }) };
  }
  const refused = placementRefusal(settings, context, { kind: 'test', destinations: { destination_number } });
  if (refused) return { reply: refused };
  const parties = { from_number: number.id, to_number: destination_number };
  const ttlSeconds = settings.maxCallSeconds;
  const created = newCall(context, { kind: 'test', ...parties, client_name, ttlSeconds });
  const { call, ...rest } = start(created, context);
  const { id: call_id, status, from_number, to_number } = call;
  return { reply: data({ call_id, status, from_number, to_number }, { status: 202 }), ...rest };
};

interface TestCallRequest {
  readonly destination_number: string;
  readonly client_name?: string;
}

/** `PATCH /v1/calls/{id}/test-result`: records what the handset showed. A new result replaces the previous one. */
export const recordTestResult: Handler = (context) =>
  withRow(CALL_TABLE, context, (call) => {
    const { exchange, refuse } = context;
    if (call.kind !== 'test') {
      const text = `The call ${call.id} is not a test call, and only test calls have a result.`;
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
