import type { Case } from './case.ts';
import { forced } from './forced-cases.ts';
import { badRequests, successes, unauthorized } from './ordinary-cases.ts';
import { conflicts, forbidden, limits } from './stateful-cases.ts';

/** Every case of the contract that Prism can check. */
export const CASES: readonly Case[] = [
  ...successes,
  ...badRequests,
  ...unauthorized,
  ...forbidden,
  ...conflicts,
  ...limits,
  ...forced,
];

/** The cases that Prism cannot check, and why. Each is tested elsewhere, without Prism. */
export const NOT_CHECKED: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: 'a body that is not JSON',
    reason: 'Prism parses the body before it forwards it, and never answers if parsing fails.',
  },
  { name: 'a body with a byte order mark, or in UTF-16', reason: 'Prism cannot parse it, and never answers.' },
  { name: 'a compressed body', reason: 'Prism parses it as it is, without unpacking it, and never answers.' },
  { name: 'a body that is not UTF-8', reason: 'Prism replaces the invalid bytes with replacement characters.' },
  { name: 'a body that is the text of a string', reason: 'Prism forwards the string without its quotes.' },
  { name: 'a body that is null, false or 0', reason: 'Prism forwards no body at all.' },
  { name: 'a body without a type', reason: 'Prism adds text/plain.' },
  { name: 'a header field that is sent twice', reason: 'Prism joins the two, or drops one.' },
  { name: 'an expectation (Expect: 100-continue)', reason: 'Prism fulfills it itself.' },
  { name: 'an unknown path, a trailing slash, another letter case', reason: 'Prism answers 404 itself.' },
  { name: 'an unknown method', reason: 'Prism answers 405 itself.' },
  { name: 'a preflight request (OPTIONS)', reason: 'Prism answers it itself.' },
  { name: 'a malformed world name', reason: 'The world is a part of the upstream URL, which is fixed.' },
  {
    name: 'an override with a status that the contract lacks',
    reason: 'The tester requested it, and it is marked undeclared; Prism rightly reports it.',
  },
  { name: 'a connection that is reset', reason: 'There is no response to check.' },
  { name: 'a body that is cut off', reason: 'Prism fails to read it, and answers 500 itself.' },
  { name: 'a response that never arrives', reason: 'There is no response to check.' },
  { name: 'the gateway and the control API', reason: 'They are not in the contract.' },
];
