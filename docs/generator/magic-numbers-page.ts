import { DESTINATIONS, ERRORS, PURCHASES, TEXT_DESTINATIONS } from '../../revdesk/magic-numbers.ts';
import type { CallScript, TextScript } from '../../revdesk/magic-numbers.ts';
import { KEYS } from '../../revdesk/callers.ts';
import { SEED_NUMBERS } from '../../revdesk/numbers/number.ts';
import { code, GENERATED, table } from './table.ts';

export const magicNumbersPage = (): string => `${GENERATED}

# What a fresh world holds, and magic numbers

All numbers are 555-01XX, which is reserved for fiction.

## Keys

The same in every world.

${table(
  ['key', 'what it is'],
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

How a call goes once it is dialled, on the world's clock. Any other number answers.

${table(
  ['destination', 'what it does', 'in detail'],
  DESTINATIONS.map(({ number, meaning, course }) => [code(number), meaning, detail(course)]),
)}

## Destinations of texts

Any other number gets a text: it is \`queued\`, \`sent\` after 1 s and \`delivered\` after 3 s on the world's clock.

${table(
  ['destination', 'what it does', 'in detail'],
  TEXT_DESTINATIONS.map(({ number, meaning, course }) => [code(number), meaning, textDetail(course)]),
)}

## Numbers to buy

What a search finds is reserved for fiction, too, and in service 10 s after it was bought. A search never finds these:

${table(
  ['number', 'what it does'],
  PURCHASES.map(({ number, meaning }) => [code(number), meaning]),
)}

## Destinations that force an error

\`POST /v1/webrtc-token\` answers with the status, whatever else is right or wrong with the request.

${table(
  ['destination', 'status'],
  ERRORS.map(({ number, status }) => [code(number), String(status)]),
)}
`;

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const detail = ({ answersAfter, endsAfter, failure }: CallScript): string =>
  [
    ...(answersAfter === undefined ? [] : [`answers after ${answersAfter} s`]),
    ...(endsAfter === undefined ? ['stays until someone hangs up'] : [`ends ${endsAfter} s after the dial`]),
    ...(failure === undefined ? [] : [`\`failure_code\` ${code(failure)}`]),
  ].join(', ');

const textDetail = ({ sentAfter, deliveredAfter, failsAfter }: TextScript): string =>
  [
    ...(sentAfter === undefined ? [] : [`${code('sent')} after ${sentAfter} s`]),
    ...(deliveredAfter === undefined ? [] : [`${code('delivered')} after ${deliveredAfter} s`]),
    ...(failsAfter === undefined ? [] : [`${code('failed')} after ${failsAfter} s`]),
  ].join(', ');
