import type { Case } from './case.ts';
import { forced } from './forced-cases.ts';
import { badRequests, successes, unauthorized } from './ordinary-cases.ts';
import { conflicts, forbidden, limits } from './stateful-cases.ts';

/** Everything about the contract that the referee can judge. */
export const CASES: readonly Case[] = [
  ...successes,
  ...badRequests,
  ...unauthorized,
  ...forbidden,
  ...conflicts,
  ...limits,
  ...forced,
];

/** What it cannot judge, and why. Each is tested elsewhere, without it. */
export const UNJUDGED: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: 'a body that is no JSON',
    reason: 'Prism parses the body before it forwards it, and never answers if it cannot.',
  },
  { name: 'a body with a byte order mark, or in UTF-16', reason: 'Prism cannot parse it, and never answers.' },
  { name: 'a compressed body', reason: 'Prism parses it as it is, without unpacking it, and never answers.' },
  { name: 'a body that is not UTF-8', reason: 'Prism puts replacement characters in the place of the faulty bytes.' },
  { name: 'a body that is the text of a string', reason: 'Prism forwards the string without its quotes.' },
  { name: 'a body that is null, false or 0', reason: 'Prism forwards no body at all.' },
  { name: 'a body without a type', reason: 'Prism adds text/plain.' },
  { name: 'a header field that is sent twice', reason: 'Prism joins the two, or drops one.' },
  { name: 'an expectation (Expect: 100-continue)', reason: 'Prism meets it itself.' },
  { name: 'an unknown path, a trailing slash, another case', reason: 'Prism answers 404 itself.' },
  { name: 'an unknown method', reason: 'Prism answers 405 itself.' },
  { name: 'a browser that asks beforehand (OPTIONS)', reason: 'Prism answers it itself.' },
  { name: 'a world’s name that is malformed', reason: 'The world is a part of the upstream URL, which is fixed.' },
  {
    name: 'an override with a status that the contract lacks',
    reason: 'It is sent because a tester asked for it, and marked undeclared; Prism rightly objects.',
  },
  { name: 'a connection that is reset', reason: 'There is no answer to judge.' },
  { name: 'a body that is cut off', reason: 'Prism fails to read it, and answers 500 itself.' },
  { name: 'an answer that never comes', reason: 'There is no answer to judge.' },
  { name: 'the gateway and the control API', reason: 'They are not in the contract.' },
];
