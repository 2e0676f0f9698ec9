import type { Exchange, Forced } from '../mock/index.ts';

/** How a call to a destination goes. All times in seconds after the dial. */
export interface CallScript {
  readonly answersAfter?: number;
  readonly endsAfter?: number;
  /** Why it failed, where it did. */
  readonly failure?: FailureCode;
}

export type FailureCode = 'busy' | 'no_answer' | 'voicemail' | 'carrier_rejected';

interface Destination {
  readonly number: string;
  readonly meaning: string;
  readonly course: CallScript;
}

/** The prefix of numbers that are reserved for fiction: 555-0100 to 555-0199 of any area code (NANPA). */
export const FICTION = '+141555501';

const ANSWERS: CallScript = { answersAfter: 1 };

/** Where a call goes, by number; any other number answers. */
export const DESTINATIONS: readonly Destination[] = [
  { number: `${FICTION}10`, meaning: 'answers', course: ANSWERS },
  { number: `${FICTION}11`, meaning: 'is busy', course: { endsAfter: 1, failure: 'busy' } },
  { number: `${FICTION}12`, meaning: 'rings out', course: { endsAfter: 30, failure: 'no_answer' } },
  {
    number: `${FICTION}13`,
    meaning: 'has a voicemail, which ends by itself',
    course: { answersAfter: 1, endsAfter: 20, failure: 'voicemail' },
  },
  {
    number: `${FICTION}14`,
    meaning: 'is refused by the carrier',
    course: { endsAfter: 1, failure: 'carrier_rejected' },
  },
  { number: `${FICTION}15`, meaning: 'answers, and hangs up', course: { answersAfter: 1, endsAfter: 6 } },
];

const CALL_SCRIPTS: ReadonlyMap<string, CallScript> = new Map(DESTINATIONS.map(({ number, course }) => [number, course]));

export const callScriptTo = (number: string): CallScript => CALL_SCRIPTS.get(number) ?? ANSWERS;

/** How a text to a destination goes. All times in seconds after it was accepted. */
export interface TextScript {
  readonly sentAfter?: number;
  readonly deliveredAfter?: number;
  readonly failsAfter?: number;
}

interface TextDestination {
  readonly number: string;
  readonly meaning: string;
  readonly course: TextScript;
}

const ARRIVES: TextScript = { sentAfter: 1, deliveredAfter: 3 };

/** Where a text goes otherwise than to its receiver. */
export const TEXT_DESTINATIONS: readonly TextDestination[] = [
  { number: `${FICTION}16`, meaning: 'cannot be texted', course: { failsAfter: 1 } },
  { number: `${FICTION}17`, meaning: 'takes the text, and is never heard of', course: { sentAfter: 1 } },
  { number: `${FICTION}18`, meaning: 'loses the text on the way', course: { sentAfter: 1, failsAfter: 3 } },
];

const TEXT_SCRIPTS: ReadonlyMap<string, TextScript> = new Map(
  TEXT_DESTINATIONS.map(({ number, course }) => [number, course]),
);

export const textScriptTo = (number: string): TextScript => TEXT_SCRIPTS.get(number) ?? ARRIVES;

/** Numbers whose purchase goes wrong. */
export const PURCHASES: readonly { readonly number: string; readonly meaning: string }[] = [
  { number: `${FICTION}98`, meaning: 'is accepted, and fails while it is provisioned' },
];

/** Destinations that make the issue of a token fail, with no header and no control call. */
export const ERRORS: readonly { readonly number: string; readonly status: number }[] = [
  { number: `${FICTION}40`, status: 400 },
  { number: `${FICTION}41`, status: 401 },
  { number: `${FICTION}42`, status: 409 },
  { number: `${FICTION}43`, status: 403 },
  { number: `${FICTION}44`, status: 404 },
  { number: `${FICTION}49`, status: 429 },
];

const STATUSES: ReadonlyMap<unknown, number> = new Map(ERRORS.map(({ number, status }) => [number, status]));

/** What a request asks for by the number that it wants to call. */
export const magicOutcome = ({ request: { body } }: Exchange): Forced | undefined => {
  if (body.kind !== 'json' || typeof body.value !== 'object' || body.value === null) return undefined;
  const destination: unknown = Object.hasOwn(body.value, 'to_number')
    ? (body.value as { to_number: unknown }).to_number
    : undefined;
  const status = STATUSES.get(destination);
  return status === undefined ? undefined : { by: `magic number ${String(destination)}`, status };
};

/** What a demo key may call: `+14155550110` to `+14155550119`. */
export const isForDemo = (number: string): boolean => number.length === 12 && number.startsWith(`${FICTION}1`);

/**
 * Emergency services as E.164 text: the short codes in common use, bare or behind a country code of up to three digits.
 * RevDesk blocks them as compliance.
 */
export const isEmergency = (number: string): boolean => /^\+\d{0,3}(?:911|112|999|000|933)$/.test(number);
