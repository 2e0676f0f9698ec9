import type { JsonObject } from '../../../mock/index.ts';
import { aDraft, aSignature } from '../../support/an-enterprise.ts';
import type { Story } from './story.ts';

/** Creates a precondition in a story. */
export type Setup<Result> = (story: Story) => Promise<Result>;

/** Calls an operation that creates a record, and returns the field of the reply that identifies it. */
export const field =
  (name: string, operation: string, body?: unknown): Setup<string> =>
  async (story) =>
    String((await story.call(operation, body))[name]);

export const NUMBER = '+14155550100';
export const DESTINATION = '+14155550110';
export const drafted = field('id', 'POST /v1/caller-trust/enterprise', aDraft());

/** A draft with a letter on file: the enterprise was rejected and drafted again. */
export const draftedAgain: Setup<string> = async (story) => {
  const id = await signed(story);
  await story.control('POST', `/enterprises/${id}/reject`, { reasons: ['The name is misspelled.'] });
  return drafted(story);
};

export const signed: Setup<string> = async (story) => {
  const id = await drafted(story);
  await story.call('POST /v1/caller-trust/enterprise/sign-and-submit', aSignature());
  return id;
};

/** Waits half a minute longer than the carrier takes. */
export const approved: Setup<void> = async (story) => {
  await signed(story);
  await story.pass(90);
};

export const monitored: Setup<void> = async (story) => {
  await approved(story);
  await story.call('POST /v1/caller-trust/reputation', {});
  await story.pass(90);
};

export const enrolled: Setup<string> = async (story) => {
  await monitored(story);
  await story.call('POST /v1/caller-trust/reputation/numbers', { phone_numbers: [NUMBER] });
  return NUMBER;
};

export const branded: Setup<void> = async (story) => {
  await approved(story);
  await story.call('PUT /v1/caller-trust/brand', {
    display_name: 'Acme Dental',
    call_reasons: ['Appointment reminders'],
    authorizer_name: 'Robin Sample',
    authorizer_email: 'robin@acme.example',
  });
};

export const dialed = field('call_id', 'POST /v1/calls/dial', { from_number: NUMBER, to_number: DESTINATION });

export const tested = field('call_id', 'POST /v1/phone-numbers/100/test-call', { destination_number: DESTINATION });

/** An agent call that was answered and has ended. */
export const talked: Setup<string> = async (story) => {
  const id = String((await story.call('POST /v1/calls', { phoneNumber: DESTINATION }))['call_id']);
  await story.pass(30);
  await story.call(`POST /v1/calls/${id}/hangup`);
  return id;
};

export const session = field('id', 'POST /v1/number-health/sessions', {
  tester: { alias: 'Tester one', phone_number: '+14155550116', carrier: 'ATT', consented: true },
  mode: 'RAPID_AUDIT',
  scope: { kind: 'ALL' },
});

export const attempt: Setup<string> = async (story) => {
  const call_id = await dialed(story);
  await story.pass(5);
  const path = `POST /v1/number-health/sessions/${await session(story)}/attempts`;
  return String((await story.call(path, { phone_id: 100, call_id }))['id']);
};

export const verification: Setup<string> = async (story) => {
  const { caller_ids = [] } = (await story.control('GET', '/caller-ids')) as {
    readonly caller_ids?: readonly { readonly verification_code: string }[];
  };
  return caller_ids[0]?.verification_code ?? '';
};

export const callerId = field('caller_id_id', 'POST /v1/caller-ids', { phone_number: '+14155550104' });

export const verified: Setup<string> = async (story) => {
  const id = await callerId(story);
  await story.call(`POST /v1/caller-ids/${id}/verify`, { verification_code: await verification(story) });
  return id;
};

/** The id of the first record in a list. */
export const firstId = (list: JsonObject, name = 'id'): string => {
  const [first] = list as unknown as readonly JsonObject[];
  return String(first?.[name]);
};
