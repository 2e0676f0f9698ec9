import { readFileSync } from 'node:fs';
import type { OperationRequest } from '../../../docs/generator/revdesk/provocation.ts';
import { BUNDLED_CONTRACT } from '../../../index.ts';
import type { Operation } from '../../../mock/contract/index.ts';
import { aSignature } from '../../support/an-enterprise.ts';
import type { Setup } from './fixtures.ts';
import {
  approved,
  attempt,
  branded,
  callerId,
  DESTINATION,
  dialed,
  drafted,
  draftedAgain,
  enrolled,
  field,
  firstId,
  monitored,
  NUMBER,
  session,
  signed,
  talked,
  tested,
  verification,
  verified,
} from './fixtures.ts';
import type { Story } from './story.ts';

/** Creates the preconditions of an operation, and returns a request that succeeds. */
export const validRequest = async (story: Story, operation: Operation): Promise<OperationRequest> => {
  await PRECONDITIONS[operation.id]?.(story);
  const [, inPath] = /\{(\w+)\}/.exec(operation.path) ?? [];
  const collection = operation.path.split('/{')[0] ?? '';
  const id =
    inPath === undefined
      ? ''
      : await (IDS_BY_OPERATION[operation.id] ?? ((current) => idIn(current, collection)))(story);
  const query = QUERIES[operation.id];
  const target = operation.path.replace(/\{\w+\}/, encodeURIComponent(id)) + (query === undefined ? '' : `?${query}`);
  if (!operation.requestBody) return { target };
  const body = BODIES[operation.id];
  return { target, body: body === undefined ? exampleIn(operation) : await body(story) };
};

/** The id of a record that exists, or that is created now. */
const idIn = async (story: Story, collection: string): Promise<string> => {
  const id = IDS[collection];
  if (id === undefined) throw new Error(`No id is known for a record in ${collection}. Add one to IDS.`);
  return typeof id === 'string' ? id : id(story);
};

/** The example in the contract. */
const exampleIn = ({ path, method }: Operation): unknown =>
  contract.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json'].example;

const contract = JSON.parse(readFileSync(BUNDLED_CONTRACT, 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
};

interface DescribedOperation {
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example?: unknown } } };
}

/** By the part of the path before the parameter. */
const IDS: Readonly<Record<string, string | Setup<string>>> = {
  '/v1/phone-numbers': '100',
  '/v1/usage': '100',
  '/v1/caller-ids': verified,
  '/v1/caller-trust/enterprise': drafted,
  '/v1/calls': dialed,
  '/v1/messages': field('message_id', 'POST /v1/sms/send', { to: DESTINATION, from: NUMBER, message: 'Hello' }),
  '/v1/caller-trust/reputation/numbers': enrolled,
  '/v1/caller-trust/reputation/remediations': async (story) => {
    await enrolled(story);
    return field('request_id', 'POST /v1/caller-trust/reputation/remediations', { phone_numbers: [NUMBER] })(story);
  },
  '/v1/agents': async (story) => firstId(await story.call('GET /v1/agents')),
  '/v1/caller-trust/documents': field('document_id', 'POST /v1/caller-trust/documents', {
    file_base64: 'JVBERi0xLjQKJSVFT0Y=',
    filename: 'loa.pdf',
  }),
  '/v1/sub-entities': field('id', 'POST /v1/sub-entities', { name: 'Acme South' }),
  '/v1/contacts': field('id', 'POST /v1/contacts', { phone_number: DESTINATION }),
  '/v1/tasks': field('id', 'POST /v1/tasks', { type: 'rebook', objective: 'Book a check-up.' }),
  '/v1/jobs': field('id', 'POST /v1/jobs', { type: 'rebook', objective: 'Book a check-up.' }),
  '/v1/webhook_subscriptions': field('id', 'POST /v1/webhook_subscriptions', {
    webhook_url: 'https://hooks.customer.example/revdesk',
    event_type: 'call_completed',
  }),
  '/v1/number-health/sets': field('id', 'POST /v1/number-health/sets', {
    name: 'Reminders',
    members: [{ phone_id: 100, role: 'PRIMARY' }],
  }),
  '/v1/number-health/sessions': session,
  '/v1/number-health/attempts': attempt,
  '/v1/number-registrations': async (story) =>
    firstId(await story.call('GET /v1/number-registrations'), 'registration_id'),
  '/v1/mobile/devices': async (story) =>
    String(
      (
        await story.call('PUT /v1/mobile/devices', {
          installation_id: '3f2b8c1e-6d4a-4f0b-9c7e-5a1d2e3f4b60',
          expo_push_token: 'ExponentPushToken[example]',
          platform: 'ios',
          environment: 'development',
          app_version: '1.4.0',
        })
      )['installation_id'],
    ),
};

/** Ids of operations that need a record in a certain state. By operation id. */
const IDS_BY_OPERATION: Readonly<Record<string, Setup<string>>> = {
  v1_caller_ids_id_verify_post: callerId,
  v1_calls_id_test_result_patch: tested,
  v1_caller_trust_enterprise_id_submit_post: draftedAgain,
  v1_caller_trust_enterprise_id_resign_post: signed,
  v1_calls_id_transcript_get: talked,
};

/** Preconditions other than the record that the path names. By operation id. */
const PRECONDITIONS: Readonly<Record<string, Setup<unknown>>> = {
  v1_caller_trust_enterprise_delete: drafted,
  v1_caller_trust_enterprise_generate_loa_post: drafted,
  v1_caller_trust_enterprise_sign_and_submit_post: drafted,
  v1_caller_trust_enterprise_submit_post: draftedAgain,
  v1_caller_trust_brand_submit_post: branded,
  v1_caller_trust_reputation_post: approved,
  v1_caller_trust_reputation_patch: monitored,
  v1_caller_trust_reputation_delete: monitored,
  v1_caller_trust_reputation_numbers_post: monitored,
  v1_caller_trust_reputation_remediations_post: enrolled,
  v1_caller_trust_enterprise_resign_post: approved,
};

const QUERIES: Readonly<Record<string, string>> = { v1_number_health_sessions_id_inbound_get: 'phone_id=100' };

/** Bodies that are not the contract's example. By operation id. */
const BODIES: Readonly<Record<string, Setup<unknown>>> = {
  v1_webrtc_token_post: async () => ({ from_number: NUMBER, to_number: DESTINATION }),
  v1_phone_numbers_id_patch: async () => ({ name: 'Front desk', cnam_display_name: 'ACME DENTAL' }),
  v1_caller_trust_enterprise_sign_and_submit_post: async () => aSignature(),
  v1_caller_trust_enterprise_resign_post: async () => aSignature(),
  v1_caller_trust_enterprise_id_sign_and_submit_post: async () => aSignature(),
  v1_caller_trust_enterprise_id_resign_post: async () => aSignature(),
  v1_caller_trust_reputation_post: async () => ({ check_frequency: 'weekly' }),
  v1_calls_post: async () => ({ phoneNumber: DESTINATION, script: 'Remind of the appointment on Tuesday.' }),
  v1_tasks_post: async () => ({ type: 'rebook', objective: 'Book a check-up.' }),
  v1_jobs_post: async () => ({ type: 'rebook', objective: 'Book a check-up.' }),
  v1_number_health_sessions_id_attempts_post: async (story) => ({ phone_id: 100, call_id: await dialed(story) }),
  v1_caller_ids_id_verify_post: async (story) => ({ verification_code: await verification(story) }),
};
