import type { Instant, JsonObject } from '../../mock/index.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Cnam } from '../numbers/cnam/cnam.ts';
import { asCarriersHaveIt, NO_CNAM } from '../numbers/cnam/cnam.ts';
import type { Row, Table } from '../table/table.ts';

/** A number that is not bought here, and may be shown to called people once somebody has proved to be reached there. */
export type CallerId = Row &
  Cnam & {
    readonly phone_number: string;
    readonly status: 'PENDING' | 'VERIFIED' | 'REVOKED';
    /** What the call reads out. The API never returns it; the control API does. */
    readonly code: string;
    readonly code_expires_at: Instant;
    readonly verified_at: Instant | null;
    readonly updated_at: Instant;
  };

export const CALLER_IDS: Table<CallerId> = {
  name: 'caller_ids',
  noun: 'caller ID',
  show: (callerId, { exchange: { now } }): JsonObject => {
    const { cnam_display_name, cnam_status } = asCarriersHaveIt(callerId, now);
    return {
      caller_id_id: callerId.id,
      phone_number: callerId.phone_number,
      status: callerId.status,
      verified_at: shownTimeOrNull(callerId.verified_at),
      certification_method: callerId.verified_at === null ? null : 'call',
      cnam_display_name,
      cnam_status: cnam_status === 'NONE' ? null : cnam_status,
      rcd_display_name: null,
      rcd_status: null,
      active: isVerified(callerId),
      created_at: shownTime(callerId.created_at),
      updated_at: shownTime(callerId.updated_at),
    };
  },
};

export const isVerified = ({ status }: CallerId): boolean => status === 'VERIFIED';

/** How long a code is good for, on the world's clock. Not documented. */
const CODE_MS = 600_000;

export const freshCallerId = (
  of: Pick<CallerId, 'id' | 'organization' | 'phone_number'>,
  code: string,
  now: Instant,
): CallerId => ({
  ...NO_CNAM,
  ...of,
  status: 'PENDING',
  code,
  code_expires_at: now + CODE_MS,
  verified_at: null,
  created_at: now,
  updated_at: now,
});

/** Calls once more, with another code; the one before is good no longer. */
export const calledAgain = (callerId: CallerId, code: string, now: Instant): CallerId => ({
  ...callerId,
  code,
  code_expires_at: now + CODE_MS,
  updated_at: now,
});

/** Documented: it stays, as REVOKED and inactive. */
export const revoked = (callerId: CallerId, now: Instant): CallerId => ({
  ...callerId,
  status: 'REVOKED',
  updated_at: now,
});
