import { ISSUE, issueBody, PRODUCTION } from '../support/a-request.ts';
import type { Client, ReceivedResponse, SentRequest } from './client.ts';

/** Builds the next request from the responses so far. */
type Step = (responses: readonly ReceivedResponse[]) => SentRequest;

const json = (target: string, body: unknown, headers: Readonly<Record<string, string>> = {}): SentRequest => ({
  target,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const issue = (headers: Readonly<Record<string, string>> = {}, body: unknown = issueBody()): SentRequest =>
  json('/v1/webrtc-token', body, { authorization: `Bearer ${PRODUCTION}`, ...headers });

const control = (path: string, input: unknown): SentRequest => json(`/_sandbox${path}`, input);

const get = (target: string): SentRequest => ({ method: 'GET', target });

const KEYED = { 'idempotency-key': 'order-1' };

/** Uses the token of the first issue, which is the second step. */
const gateway =
  (verb: string): Step =>
  (responses) =>
    json(`/_sandbox/gateway/${verb}`, {}, { authorization: `Bearer ${issuedIn(responses).token}` });

/** The requests of a client and a tester to a world, in order. They cover everything that a world stores. */
export const SCRIPT: readonly Step[] = [
  () => control('/clock/freeze', { at: '2026-03-01T09:00:00Z' }),
  () => issue(KEYED),
  () => issue(KEYED),
  () => issue(KEYED, issueBody('+14155550111')),
  () => issue({ authorization: 'Bearer unknown' }),
  () => issue({}, { from_number: '+14155550150', to_number: 911 }),
  () => issue({}, issueBody('+14155550110', '+14155550150')),
  () => issue({ prefer: 'code=404' }),
  () => control('/overrides', { operation: ISSUE, reply: { status: 503 }, times: 2 }),
  () => issue(),
  () => get('/_sandbox/overrides'),
  () => issue(KEYED),
  gateway('connect'),
  gateway('connect'),
  gateway('dial'),
  () => control('/clock/advance', { seconds: 61.5 }),
  (responses) => get(`/_sandbox/calls/${issuedIn(responses).call_id}`),
  () => issue(),
  gateway('hangup'),
  gateway('connect'),
  () => issue(KEYED),
  () => control('/clock/advance', { seconds: 86_400 }),
  () => issue(KEYED),
  () => get('/v1/nowhere'),
  () => get('/v1/webrtc-token'),
  () => get('/_sandbox/calls'),
  () => get('/_sandbox/requests'),
  (responses) => get(`/_sandbox/requests/${requestIdOf(responses[1])}`),
  () => get('/_sandbox/snapshot'),
];

/** Plays the script in a world. */
export interface Player {
  /** The responses so far. */
  readonly responses: readonly ReceivedResponse[];
  /** Sends the next request. */
  readonly step: () => Promise<void>;
}

export const playerIn = (world: string, { send }: Client): Player => {
  const responses: ReceivedResponse[] = [];
  return {
    responses,
    step: async () => {
      const next = SCRIPT[responses.length]?.(responses);
      if (next) responses.push(withoutDate(next, await send({ ...next, target: `/~${world}${next.target}` })));
    },
  };
};

/** Removes the `Date` of control API responses, which Node sets by the real clock, independently of the seed. */
const withoutDate = ({ target }: SentRequest, response: ReceivedResponse): ReceivedResponse => {
  if (!target.startsWith('/_sandbox/')) return response;
  return { ...response, headers: response.headers.filter((_field, index) => !isDate(response.headers, index)) };
};

const isDate = (headers: readonly string[], index: number): boolean =>
  headers[index - (index % 2)]?.toLowerCase() === 'date';

/** Plays the whole script. */
export const play = async (world: string, client: Client): Promise<readonly ReceivedResponse[]> => {
  const player = playerIn(world, client);
  for (let steps = 0; steps < SCRIPT.length; steps += 1) await player.step();
  return player.responses;
};

/** The ids in a world's responses that must not occur in any other world: of tokens, calls, requests and overrides. */
export const idsIn = (responses: readonly ReceivedResponse[]): readonly string[] => [
  ...new Set(JSON.stringify(responses).match(IDS) ?? []),
];

const IDS = /rvw_[\w-]{43}|(?:req|ovr)_[\da-f]{24}|[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g;

/** The responses with the world's name and its ids replaced by ordinal numbers, so that two worlds can be compared. */
export const normalized = (world: string, responses: readonly ReceivedResponse[]): string => {
  const ids = idsIn(responses);
  return JSON.stringify(responses)
    .replaceAll(IDS, (id) => `#${ids.indexOf(id)}`)
    .replaceAll(new RegExp(String.raw`\b${world}\b`, 'g'), 'WORLD');
};

const issuedIn = (responses: readonly ReceivedResponse[]): { readonly token: string; readonly call_id: string } =>
  (JSON.parse(responses[1]?.body ?? '') as { readonly data: { readonly token: string; readonly call_id: string } })
    .data;

const requestIdOf = (response: ReceivedResponse | undefined): string => {
  const at = response?.headers.indexOf('x-request-id') ?? -1;
  return response?.headers[at + 1] ?? '';
};
