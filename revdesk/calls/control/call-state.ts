import type { Instant, JsonObject } from '../../../mock/index.ts';
import { shownTime, shownTimeOrNull } from '../../table/data.ts';
import type { Call } from '../call.ts';
import { asOf, secondsOf } from '../call.ts';

/** A call as the control API shows it to testers. */
export const showCall = (stored: Call, now: Instant): object => {
  const call = asOf(stored, now);
  return {
    call_id: call.id,
    status: call.status,
    from_number: call.from_number,
    to_number: call.to_number,
    organization: call.organization,
    issued_at: shownTime(call.created_at),
    expires_at: shownTime(call.expires_at),
    connected_at: shownTimeOrNull(call.connected_at),
    dialed_at: shownTimeOrNull(call.dialed_at),
    answered_at: shownTimeOrNull(call.answered_at),
    ended_at: shownTimeOrNull(call.ended_at),
    failure_code: call.failure_code,
    failure_category: call.failure_category,
    duration_seconds: secondsOf(call, now),
  };
};

const INSTANT = { type: ['string', 'null'], format: 'date-time' };

/** JSON Schema of what {@link showCall} returns. */
export const CALL_SCHEMA: JsonObject = {
  type: 'object',
  required: ['call_id', 'status', 'from_number', 'to_number', 'organization', 'ended_at', 'failure_code'],
  properties: {
    call_id: { type: 'string', format: 'uuid' },
    status: { enum: ['TICKETED', 'QUEUED', 'RINGING', 'CONNECTED', 'COMPLETED', 'FAILED', 'CANCELED'] },
    from_number: { type: 'string' },
    to_number: { type: 'string' },
    organization: { type: 'string' },
    issued_at: INSTANT,
    expires_at: INSTANT,
    connected_at: INSTANT,
    dialed_at: INSTANT,
    answered_at: INSTANT,
    ended_at: INSTANT,
    duration_seconds: { type: 'integer', minimum: 0 },
    failure_code: { type: ['string', 'null'] },
    failure_category: { type: ['string', 'null'] },
  },
};
