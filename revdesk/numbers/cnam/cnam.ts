import type { HandlerContext, Instant, Reply } from '../../../mock/index.ts';
import { isUsLocal } from '../country.ts';

/** The name that called people are shown, and how far carriers are with it. */
export interface Cnam {
  readonly cnam_display_name: string | null;
  /** PENDING and APPROVED are documented; NONE is our word for a number without a name. */
  readonly cnam_status: 'NONE' | 'PENDING' | 'APPROVED';
  /** When the name was handed in; null if it has always been there. */
  readonly cnam_requested_at: Instant | null;
}

export const NO_CNAM: Cnam = { cnam_display_name: null, cnam_status: 'NONE', cnam_requested_at: null };

/** How long carriers take to approve of a name, on the world's clock. Days, in earnest. */
const APPROVAL_MS = 60_000;

/** A name as it is handed in; an empty one takes it away. The name that is there already stays as it stands. */
export const requested = (before: Cnam, name: string, now: Instant): Cnam => {
  if (name === '') return NO_CNAM;
  if (name === before.cnam_display_name) return cnamOf(before);
  return { cnam_display_name: name, cnam_status: 'PENDING', cnam_requested_at: now };
};

/** What carriers say of a name at an instant. */
export const asCarriersHaveIt = (cnam: Cnam, now: Instant): Cnam =>
  cnam.cnam_status === 'PENDING' && now >= (cnam.cnam_requested_at ?? 0) + APPROVAL_MS
    ? { ...cnamOf(cnam), cnam_status: 'APPROVED' }
    : cnamOf(cnam);

/** Documented: names are for US local numbers only. Which error that gives is not; it never becomes right by waiting. */
export const cnamRefusal = ({ refuse }: HandlerContext, number: string): Reply | undefined => {
  if (isUsLocal(number)) return undefined;
  const text = `Only a US local number may have a display name, and ${number} is none. Leave it out.`;
  return refuse('invalid_request', `cnam_display_name: ${text}`, { fields: { cnam_display_name: text } });
};

const cnamOf = ({ cnam_display_name, cnam_status, cnam_requested_at }: Cnam): Cnam => ({
  cnam_display_name,
  cnam_status,
  cnam_requested_at,
});
