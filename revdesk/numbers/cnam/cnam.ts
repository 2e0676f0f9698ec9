import type { HandlerContext, Instant, Reply } from '../../../mock/index.ts';
import { isUsLocal } from '../country.ts';

/** The name that is displayed to called parties, and whether the carriers have approved it. */
export interface Cnam {
  readonly cnam_display_name: string | null;
  /** PENDING and APPROVED are documented; NONE is the sandbox's own value for a number without a name. */
  readonly cnam_status: 'NONE' | 'PENDING' | 'APPROVED';
  /** When the name was requested; null without a name, and for a seeded name. */
  readonly cnam_requested_at: Instant | null;
}

export const NO_CNAM: Cnam = { cnam_display_name: null, cnam_status: 'NONE', cnam_requested_at: null };

/** How long carriers take to approve a name, on the world's clock. In reality, it takes days. */
const APPROVAL_MS = 60_000;

/** Requests a name. An empty name removes the current one; requesting the current name changes nothing. */
export const requestedCnam = (before: Cnam, name: string, now: Instant): Cnam => {
  if (name === '') return NO_CNAM;
  if (name === before.cnam_display_name) return cnamOf(before);
  return { cnam_display_name: name, cnam_status: 'PENDING', cnam_requested_at: now };
};

/** The name and its status at the carriers at an instant. */
export const cnamAt = (cnam: Cnam, now: Instant): Cnam =>
  cnam.cnam_status === 'PENDING' && now >= (cnam.cnam_requested_at ?? 0) + APPROVAL_MS
    ? { ...cnamOf(cnam), cnam_status: 'APPROVED' }
    : cnamOf(cnam);

/** Documented: only US local numbers can have names. The error is not; `invalid_request`, since a later retry cannot succeed. */
export const cnamRefusal = ({ refuse }: HandlerContext, number: string): Reply | undefined => {
  if (isUsLocal(number)) return undefined;
  const text = `Only a US local number can have a display name, and ${number} is not one. Leave the name out.`;
  return refuse('invalid_request', `cnam_display_name: ${text}`, { fields: { cnam_display_name: text } });
};

const cnamOf = ({ cnam_display_name, cnam_status, cnam_requested_at }: Cnam): Cnam => ({
  cnam_display_name,
  cnam_status,
  cnam_requested_at,
});
