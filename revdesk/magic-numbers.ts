import type { Exchange, Forced } from '../mock/index.ts';

/** The script of a call to a destination. All times are in seconds after the dial. */
export interface CallScript {
  readonly answersAfter?: number;
  readonly endsAfter?: number;
  /** The reason if the call fails. */
  readonly failure?: FailureCode;
}

export type FailureCode = 'busy' | 'no_answer' | 'voicemail' | 'carrier_rejected';

interface Destination {
  readonly number: string;
  readonly meaning: string;
  readonly script: CallScript;
}

/** The prefix of numbers that are reserved for fictional use: 555-0100 to 555-0199 of any area code (NANPA). */
export const FICTION = '+141555501';

const ANSWERS: CallScript = { answersAfter: 1 };

/** The destinations of calls with a script of their own; any other number answers. */
export const DESTINATIONS: readonly Destination[] = [
  { number: `${FICTION}10`, meaning: 'answers', script: ANSWERS },
  { number: `${FICTION}11`, meaning: 'is busy', script: { endsAfter: 1, failure: 'busy' } },
  { number: `${FICTION}12`, meaning: 'rings out', script: { endsAfter: 30, failure: 'no_answer' } },
  {
    number: `${FICTION}13`,
    meaning: 'goes to voicemail, which hangs up',
    script: { answersAfter: 1, endsAfter: 20, failure: 'voicemail' },
  },
  {
    number: `${FICTION}14`,
    meaning: 'is rejected by the carrier',
    script: { endsAfter: 1, failure: 'carrier_rejected' },
  },
  { number: `${FICTION}15`, meaning: 'answers, then hangs up', script: { answersAfter: 1, endsAfter: 6 } },
];

const CALL_SCRIPTS: ReadonlyMap<string, CallScript> = new Map(
  DESTINATIONS.map(({ number, script }) => [number, script]),
);

export const callScriptTo = (number: string): CallScript => CALL_SCRIPTS.get(number) ?? ANSWERS;

/** The script of a text to a destination. All times are in seconds after the text was accepted. */
export interface TextScript {
  readonly sentAfter?: number;
  readonly deliveredAfter?: number;
  readonly failsAfter?: number;
}

interface TextDestination {
  readonly number: string;
  readonly meaning: string;
  readonly script: TextScript;
}

const DELIVERED: TextScript = { sentAfter: 1, deliveredAfter: 3 };

/** The destinations of texts with a script of their own; texts to any other number are delivered. */
export const TEXT_DESTINATIONS: readonly TextDestination[] = [
  { number: `${FICTION}16`, meaning: 'cannot be texted', script: { failsAfter: 1 } },
  { number: `${FICTION}17`, meaning: 'accepts the text, but never reports delivery', script: { sentAfter: 1 } },
  {
    number: `${FICTION}18`,
    meaning: 'fails to deliver the text after it was sent',
    script: { sentAfter: 1, failsAfter: 3 },
  },
];

const TEXT_SCRIPTS: ReadonlyMap<string, TextScript> = new Map(
  TEXT_DESTINATIONS.map(({ number, script }) => [number, script]),
);

export const textScriptTo = (number: string): TextScript => TEXT_SCRIPTS.get(number) ?? DELIVERED;

/** Numbers whose purchase fails. */
export const PURCHASES: readonly { readonly number: string; readonly meaning: string }[] = [
  { number: `${FICTION}98`, meaning: 'is accepted, then fails during provisioning' },
];

/** Destinations that force an error when a token is issued, without a header or a control call. */
export const ERRORS: readonly { readonly number: string; readonly status: number }[] = [
  { number: `${FICTION}40`, status: 400 },
  { number: `${FICTION}41`, status: 401 },
  { number: `${FICTION}42`, status: 409 },
  { number: `${FICTION}43`, status: 403 },
  { number: `${FICTION}44`, status: 404 },
  { number: `${FICTION}49`, status: 429 },
];

const STATUSES: ReadonlyMap<unknown, number> = new Map(ERRORS.map(({ number, status }) => [number, status]));

/** The error that a request forces by its `to_number`. */
export const magicOutcome = ({ request: { body } }: Exchange): Forced | undefined => {
  if (body.kind !== 'json' || typeof body.value !== 'object' || body.value === null) return undefined;
  const destination: unknown = Object.hasOwn(body.value, 'to_number')
    ? (body.value as { to_number: unknown }).to_number
    : undefined;
  const status = STATUSES.get(destination);
  return status === undefined ? undefined : { by: `magic number ${String(destination)}`, status };
};

/** Whether a demo key may call a number: `+14155550110` to `+14155550119`. */
export const isForDemo = (number: string): boolean => number.length === 12 && number.startsWith(`${FICTION}1`);

/**
 * Whether E.164 text is an emergency number: one of the common short codes, alone or after a country code of up to three digits.
 * RevDesk blocks these numbers for compliance.
 */
export const isEmergency = (number: string): boolean => /^\+\d{0,3}(?:911|112|999|000|933)$/.test(number);
