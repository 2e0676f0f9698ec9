import { KEYS } from '../../revdesk/callers.ts';
import type { CallScript, TextScript } from '../../revdesk/magic-numbers.ts';
import { DESTINATIONS, ERRORS, PURCHASES, TEXT_DESTINATIONS } from '../../revdesk/magic-numbers.ts';
import { SEED_NUMBERS } from '../../revdesk/numbers/number.ts';
import { code, GENERATED, table } from './table.ts';

export const magicNumbersPage = (): string => `${GENERATED}

# Initial data of a world, and magic numbers

All numbers are 555-01XX, a range that is reserved for fictional use.

## Keys

The API keys are the same in every world.

${table(
  ['key', 'meaning'],
  KEYS.map(({ credential, label }) => [code(credential), label]),
)}

## Caller IDs

${table(
  ['number', 'owner', 'active', 'verified'],
  SEED_NUMBERS.map(({ id, organization, active, verified }) => [
    code(id),
    organization,
    yesNo(active),
    yesNo(verified),
  ]),
)}

## Destinations

How a call proceeds once it is dialed, on the world's clock. Any other number answers.

${table(
  ['destination', 'behavior', 'details'],
  DESTINATIONS.map(({ number, meaning, script }) => [code(number), meaning, detail(script)]),
)}

## Destinations of texts

A text to any other number is \`queued\`, then \`sent\` after 1 s and \`delivered\` after 3 s on the world's clock.

${table(
  ['destination', 'behavior', 'details'],
  TEXT_DESTINATIONS.map(({ number, meaning, script }) => [code(number), meaning, textDetail(script)]),
)}

## Numbers to buy

Numbers that a search returns are reserved for fictional use, too, and in service 10 s after purchase. A search never returns these:

${table(
  ['number', 'behavior'],
  PURCHASES.map(({ number, meaning }) => [code(number), meaning]),
)}

## Destinations that force an error

\`POST /v1/webrtc-token\` returns the status, whether or not the request is otherwise valid.

${table(
  ['destination', 'status'],
  ERRORS.map(({ number, status }) => [code(number), String(status)]),
)}
`;

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const detail = ({ answersAfter, endsAfter, failure }: CallScript): string =>
  [
    ...(answersAfter === undefined ? [] : [`answers after ${answersAfter} s`]),
    ...(endsAfter === undefined ? ['lasts until either side hangs up'] : [`ends ${endsAfter} s after the dial`]),
    ...(failure === undefined ? [] : [`\`failure_code\` ${code(failure)}`]),
  ].join(', ');

const textDetail = ({ sentAfter, deliveredAfter, failsAfter }: TextScript): string =>
  [
    ...(sentAfter === undefined ? [] : [`${code('sent')} after ${sentAfter} s`]),
    ...(deliveredAfter === undefined ? [] : [`${code('delivered')} after ${deliveredAfter} s`]),
    ...(failsAfter === undefined ? [] : [`${code('failed')} after ${failsAfter} s`]),
  ].join(', ');
