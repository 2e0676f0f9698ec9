import { issueBody, ISSUE, PRODUCTION } from '../support/a-request.ts';
import type { Answer, Ask, Client } from './client.ts';

/** What is asked next, told by what was answered so far. */
type Step = (heard: readonly Answer[]) => Ask;

const json = (target: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Ask => ({
  target,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const issue = (headers: Readonly<Record<string, string>> = {}, body: unknown = issueBody()): Ask =>
  json('/v1/webrtc-token', body, { authorization: `Bearer ${PRODUCTION}`, ...headers });

const control = (path: string, input: unknown): Ask => json(`/_sandbox${path}`, input);

const look = (target: string): Ask => ({ method: 'GET', target });

const KEYED = { 'idempotency-key': 'order-1' };

/** The token that the first issue gave: it is the second thing that is done. */
const gateway =
  (verb: string): Step =>
  (heard) =>
    json(`/_sandbox/gateway/${verb}`, {}, { authorization: `Bearer ${issuedIn(heard).token}` });

/** What a client and a tester do in a world, one thing after another: a bit of everything that a world remembers. */
export const SCRIPT: readonly Step[] = [
  () => control('/clock/freeze', { at: '2026-03-01T09:00:00Z' }),
  () => issue(KEYED),
  () => issue(KEYED),
  () => issue(KEYED, issueBody('+14155550111')),
  () => issue({ authorization: 'Bearer nobody' }),
  () => issue({}, { from_number: '+14155550150', to_number: 911 }),
  () => issue({}, issueBody('+14155550110', '+14155550150')),
  () => issue({ prefer: 'code=404' }),
  () => control('/overrides', { operation: ISSUE, reply: { status: 503 }, times: 2 }),
  () => issue(),
  () => look('/_sandbox/overrides'),
  () => issue(KEYED),
  gateway('connect'),
  gateway('connect'),
  gateway('dial'),
  () => control('/clock/advance', { seconds: 61.5 }),
  (heard) => look(`/_sandbox/calls/${issuedIn(heard).call_id}`),
  () => issue(),
  gateway('hangup'),
  gateway('connect'),
  () => issue(KEYED),
  () => control('/clock/advance', { seconds: 86_400 }),
  () => issue(KEYED),
  () => look('/v1/nowhere'),
  () => look('/v1/webrtc-token'),
  () => look('/_sandbox/calls'),
  () => look('/_sandbox/requests'),
  (heard) => look(`/_sandbox/requests/${requestIdOf(heard[1])}`),
  () => look('/_sandbox/snapshot'),
];

/** Somebody who goes through the script in a world. */
export interface Player {
  /** What was answered so far. */
  readonly heard: readonly Answer[];
  /** Takes the next step. */
  readonly step: () => Promise<void>;
}

export const playerIn = (world: string, { send }: Client): Player => {
  const heard: Answer[] = [];
  return {
    heard,
    step: async () => {
      const ask = SCRIPT[heard.length]?.(heard);
      if (ask) heard.push(withWorldTime(ask, await send({ ...ask, target: `/~${world}${ask.target}` })));
    },
  };
};

/** Node dates the answers of the control API by the real clock, which no seed rules. */
const withWorldTime = ({ target }: Ask, answer: Answer): Answer => {
  if (!target.startsWith('/_sandbox/')) return answer;
  return { ...answer, headers: answer.headers.filter((_field, index) => !isDate(answer.headers, index)) };
};

const isDate = (headers: readonly string[], index: number): boolean =>
  headers[index - (index % 2)]?.toLowerCase() === 'date';

/** Goes through the whole script. */
export const play = async (world: string, client: Client): Promise<readonly Answer[]> => {
  const player = playerIn(world, client);
  for (let steps = 0; steps < SCRIPT.length; steps += 1) await player.step();
  return player.heard;
};

/** Everything in a world's answers that no other world may ever say: tokens, calls, requests, overrides. */
export const idsIn = (heard: readonly Answer[]): readonly string[] => [
  ...new Set(JSON.stringify(heard).match(IDS) ?? []),
];

const IDS = /rvw_[\w-]{43}|(?:req|ovr)_[\da-f]{24}|[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g;

/** The answers with the world's name and ids of its own replaced by their turn, so that two worlds can be compared. */
export const impersonal = (world: string, heard: readonly Answer[]): string => {
  const ids = idsIn(heard);
  return JSON.stringify(heard)
    .replaceAll(IDS, (id) => `#${ids.indexOf(id)}`)
    .replaceAll(new RegExp(String.raw`\b${world}\b`, 'g'), 'WORLD');
};

const issuedIn = (heard: readonly Answer[]): { readonly token: string; readonly call_id: string } =>
  (JSON.parse(heard[1]?.body ?? '') as { readonly data: { readonly token: string; readonly call_id: string } }).data;

const requestIdOf = (answer: Answer | undefined): string => {
  const at = answer?.headers.indexOf('x-request-id') ?? -1;
  return answer?.headers[at + 1] ?? '';
};
