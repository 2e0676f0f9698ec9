import type { Instant, JsonObject } from '../../mock/index.ts';
import type { Cnam } from '../numbers/cnam/cnam.ts';
import { cnamAt, NO_CNAM } from '../numbers/cnam/cnam.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';

/** An external number, which may be shown to called parties once the organization has proved that it can receive calls on it. */
export type CallerId = Row &
  Cnam & {
    readonly phone_number: string;
    readonly status: 'PENDING' | 'VERIFIED' | 'REVOKED';
    /** The code that the verification call reads out. Only the control API returns it. */
    readonly code: string;
    readonly code_expires_at: Instant;
    readonly verified_at: Instant | null;
    readonly updated_at: Instant;
  };

export const CALLER_IDS: Table<CallerId> = {
  name: 'caller_ids',
  noun: 'caller ID',
  show: (callerId, { exchange: { now } }): JsonObject => {
    const { cnam_display_name, cnam_status } = cnamAt(callerId, now);
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

/** How long a code is valid, on the world's clock. Not documented. */
const CODE_MS = 600_000;

export const newCallerId = (
  identity: Pick<CallerId, 'id' | 'organization' | 'phone_number'>,
  code: string,
  now: Instant,
): CallerId => ({
  ...NO_CNAM,
  ...identity,
  status: 'PENDING',
  code,
  code_expires_at: now + CODE_MS,
  verified_at: null,
  created_at: now,
  updated_at: now,
});

/** The caller ID after another verification call, which invalidates the previous code. */
export const withNewCode = (callerId: CallerId, code: string, now: Instant): CallerId => ({
  ...callerId,
  code,
  code_expires_at: now + CODE_MS,
  updated_at: now,
});

/** Documented: the caller ID is kept, as REVOKED and inactive. */
export const revoked = (callerId: CallerId, now: Instant): CallerId => ({
  ...callerId,
  status: 'REVOKED',
  updated_at: now,
});
