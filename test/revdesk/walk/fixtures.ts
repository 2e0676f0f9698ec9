import type { JsonObject } from '../../../index.ts';
import { aDraft, aSignature } from '../../support/an-enterprise.ts';
import type { Story } from './story.ts';

/** Brings something about in a story. */
export type Making<Made> = (story: Story) => Promise<Made>;

/** Makes something by an operation, and names it by a field of the answer. */
export const field =
  (name: string, operation: string, body?: unknown): Making<string> =>
  async (story) =>
    String((await story.made(operation, body))[name]);

export const NUMBER = '+14155550100';
export const DESTINATION = '+14155550110';
export const drafted = field('id', 'POST /v1/caller-trust/enterprise', aDraft());

/** A draft with a letter on file: it was rejected, and drafted anew. */
export const draftedAgain: Making<string> = async (story) => {
  const id = await signed(story);
  await story.control('POST', `/enterprises/${id}/reject`, { reasons: ['The name is misspelt.'] });
  return drafted(story);
};

export const signed: Making<string> = async (story) => {
  const id = await drafted(story);
  await story.made('POST /v1/caller-trust/enterprise/sign-and-submit', aSignature());
  return id;
};

/** Half a minute later than the carrier takes. */
export const approved: Making<void> = async (story) => {
  await signed(story);
  await story.pass(90);
};

export const monitored: Making<void> = async (story) => {
  await approved(story);
  await story.made('POST /v1/caller-trust/reputation', {});
  await story.pass(90);
};

export const enrolled: Making<string> = async (story) => {
  await monitored(story);
  await story.made('POST /v1/caller-trust/reputation/numbers', { phone_numbers: [NUMBER] });
  return NUMBER;
};

export const branded: Making<void> = async (story) => {
  await approved(story);
  await story.made('PUT /v1/caller-trust/brand', {
    display_name: 'Acme Dental',
    call_reasons: ['Appointment reminders'],
    authorizer_name: 'Robin Sample',
    authorizer_email: 'robin@acme.example',
  });
};

export const dialled = field('call_id', 'POST /v1/calls/dial', { from_number: NUMBER, to_number: DESTINATION });

export const tested = field('call_id', 'POST /v1/phone-numbers/100/test-call', { destination_number: DESTINATION });

/** An agent's call that was answered and is over. */
export const talked: Making<string> = async (story) => {
  const id = String((await story.made('POST /v1/calls', { phoneNumber: DESTINATION }))['call_id']);
  await story.pass(30);
  await story.made(`POST /v1/calls/${id}/hangup`);
  return id;
};

export const session = field('id', 'POST /v1/number-health/sessions', {
  tester: { alias: 'Tester one', phone_number: '+14155550116', carrier: 'ATT', consented: true },
  mode: 'RAPID_AUDIT',
  scope: { kind: 'ALL' },
});

export const attempt: Making<string> = async (story) => {
  const call_id = await dialled(story);
  await story.pass(5);
  const path = `POST /v1/number-health/sessions/${await session(story)}/attempts`;
  return String((await story.made(path, { phone_id: 100, call_id }))['id']);
};

export const verification: Making<string> = async (story) => {
  const { caller_ids = [] } = (await story.control('GET', '/caller-ids')) as {
    readonly caller_ids?: readonly { readonly verification_code: string }[];
  };
  return caller_ids[0]?.verification_code ?? '';
};

export const callerId = field('caller_id_id', 'POST /v1/caller-ids', { phone_number: '+14155550104' });

export const verified: Making<string> = async (story) => {
  const id = await callerId(story);
  await story.made(`POST /v1/caller-ids/${id}/verify`, { verification_code: await verification(story) });
  return id;
};

/** The id of the first in a list. */
export const firstId = (list: JsonObject, name = 'id'): string => {
  const [first] = list as unknown as readonly JsonObject[];
  return String(first?.[name]);
};
