import type { Handler, JsonObject, Reply } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { requestBodyOf } from '../table/data.ts';

type SimulatedOperation = 'list_calls' | 'create_contact' | 'send_sms' | 'place_call';

/** Invented samples, the same for every request. The content of the vendor's samples is not documented. */
const SAMPLES: Readonly<Record<SimulatedOperation, JsonObject>> = {
  list_calls: {
    calls: [
      {
        id: 'call_sample_1',
        direction: 'outbound',
        from_number: '+14155550100',
        to_number: '+14155550110',
        status: 'COMPLETED',
        duration_seconds: 42,
      },
    ],
  },
  create_contact: { contact: { id: 'con_sample_1', name: 'Alex Example', phone_number: '+14155550110' } },
  send_sms: {
    message: { id: 'msg_sample_1', from_number: '+14155550100', to_number: '+14155550110', status: 'sent' },
  },
  place_call: {
    call: { id: 'call_sample_2', from_number: '+14155550100', to_number: '+14155550110', status: 'QUEUED' },
  },
};

/** Documented: the body has no envelope. */
const withoutEnvelope = (body: JsonObject): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: { environment: 'sandbox', production_data: false, ...body },
});

const list: Handler = () => ({
  reply: withoutEnvelope({ authentication_required: false, operations: Object.keys(SAMPLES) }),
});

const simulate: Handler = (context) => {
  const { operation } = requestBodyOf<{ readonly operation: SimulatedOperation }>(context);
  return { reply: withoutEnvelope({ performed: false, operation, synthetic_result: SAMPLES[operation] }) };
};

/** The vendor's own simulation of RevDesk, which requires no key and stores nothing. */
export const vendorSandbox: Area = { handlers: { v1_sandbox_get: list, v1_sandbox_post: simulate } };
