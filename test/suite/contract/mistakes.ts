import type { Mistake, ProxiedReply, ProxiedRequest } from './broken-server.ts';

/** A mistake, and the case that must find it. */
export interface PlantedMistake {
  readonly mistake: Mistake;
  readonly foundBy: RegExp;
}

const isIssuing = ({ path }: { readonly path: string }): boolean => path.endsWith('/v1/webrtc-token');

const isConnecting = ({ path }: { readonly path: string }): boolean => path.endsWith('/gateway/connect');

const changingReplies = (
  when: (reply: ProxiedReply) => boolean,
  change: (reply: ProxiedReply) => Partial<ProxiedReply>,
): Mistake => ({
  replies: (reply) => (when(reply) ? { ...reply, ...change(reply) } : reply),
});

const changingRequests = (change: (request: ProxiedRequest) => Partial<ProxiedRequest>): Mistake => ({
  reads: (request) => (isIssuing(request) ? { ...request, ...change(request) } : request),
});

const isSuccess = (reply: ProxiedReply): boolean => isIssuing(reply) && reply.status === 200;

const isError = (reply: ProxiedReply): boolean => isIssuing(reply) && reply.status >= 400;

const withHeader = (headers: Headers, name: string, value: string | null): Headers => {
  const changed = new Headers(headers);
  if (value === null) changed.delete(name);
  else changed.set(name, value);
  return changed;
};

const withData = ({ body }: ProxiedReply, change: object): Partial<ProxiedReply> => ({
  body: { ...body, data: { ...body?.['data'], ...change } },
});

/** Mistakes that real servers make. */
export const MISTAKES: Readonly<Record<string, PlantedMistake>> = {
  'omits a field from its replies': {
    mistake: changingReplies(isSuccess, (reply) => withData(reply, { call_id: undefined })),
    foundBy: /valid request › is accepted/,
  },
  'adds an undeclared field': {
    mistake: changingReplies(isSuccess, (reply) => withData(reply, { room: 'x' })),
    foundBy: /valid request › is accepted/,
  },
  'sends errors without a message': {
    mistake: changingReplies(isError, () => ({ body: { error: { code: 'x' } } })),
    foundBy: /body › without to_number/,
  },
  'sends errors with 200': {
    mistake: changingReplies(
      ({ path, status }) => isIssuing({ path }) && status === 400,
      () => ({ status: 200 }),
    ),
    foundBy: /body › to_number breaks "pattern"/,
  },
  'replies in HTML': {
    mistake: changingReplies(isSuccess, ({ headers }) => ({
      headers: withHeader(headers, 'content-type', 'text/html'),
    })),
    foundBy: /valid request › is accepted/,
  },
  'accepts unknown properties': {
    mistake: changingRequests(({ body }) => ({
      body: body?.['to_number'] ? { from_number: body['from_number'], to_number: body['to_number'] } : body,
    })),
    foundBy: /body › with an unknown property/,
  },
  'accepts invalid numbers': {
    mistake: changingRequests(({ body }) => ({
      body: body && typeof body['to_number'] === 'string' ? { ...body, to_number: '+14155550110' } : body,
    })),
    foundBy: /body › to_number breaks "pattern"/,
  },
  'accepts requests without a key': {
    mistake: changingRequests(({ headers }) =>
      headers.has('authorization') ? {} : { headers: withHeader(headers, 'authorization', 'Bearer rv_test') },
    ),
    foundBy: /authentication › without a credential/,
  },
  'returns 403 for an unknown credential': {
    mistake: changingReplies(
      ({ status }) => status === 401,
      () => ({ status: 403 }),
    ),
    foundBy: /authentication › with an unknown credential/,
  },
  'does not send a challenge': {
    mistake: changingReplies(
      ({ status }) => status === 401,
      ({ headers }) => ({
        headers: withHeader(headers, 'www-authenticate', null),
      }),
    ),
    foundBy: /authentication › without a credential/,
  },
  'does not list the allowed methods': {
    mistake: changingReplies(
      ({ status }) => status === 405,
      ({ headers }) => ({ headers: withHeader(headers, 'allow', null) }),
    ),
    foundBy: /method › DELETE is not declared/,
  },
  'accepts any content type': {
    mistake: changingRequests(({ headers }) => ({ headers: withHeader(headers, 'content-type', 'application/json') })),
    foundBy: /content type › text\/plain is not declared/,
  },
  'issues another token for a repeated request': {
    mistake: changingRequests(({ headers }) => ({ headers: withHeader(headers, 'idempotency-key', null) })),
    foundBy: /the same request under the same key gets the same reply/,
  },
  'replays also for another request': {
    mistake: changingRequests(({ headers, body }) =>
      headers.has('idempotency-key') && body ? { body: { ...body, to_number: '+14155550110' } } : {},
    ),
    foundBy: /another request under the same key is refused/,
  },
  'accepts numbers of other accounts': {
    mistake: changingRequests(({ body }) =>
      body?.['from_number'] === '+14155550199' ? { body: { ...body, from_number: '+14155550100' } } : {},
    ),
    foundBy: /a caller ID that the account does not own is refused/,
  },
  'does not count requests': {
    mistake: changingReplies(isIssuing, ({ headers }) => ({
      headers: withHeader(withHeader(headers, 'x-ratelimit-remaining', '599'), 'ratelimit', '"default";r=599;t=60'),
    })),
    foundBy: /rate-limit headers agree, and count down by one/,
  },
  'sends two different budgets': {
    mistake: changingReplies(isIssuing, ({ headers }) => ({ headers: withHeader(headers, 'x-ratelimit-limit', '9') })),
    foundBy: /rate-limit headers agree, and count down by one/,
  },
  'throttles without Retry-After': {
    mistake: changingReplies(
      ({ status }) => status === 429,
      ({ headers }) => ({
        headers: withHeader(headers, 'retry-after', null),
      }),
    ),
    foundBy: /a spent quota is refused/,
  },
  'accepts a token that is in use': {
    mistake: changingReplies(
      (reply) => isConnecting(reply) && reply.status === 409,
      () => ({ status: 200 }),
    ),
    foundBy: /a token in use cannot be used again/,
  },
  'accepts a token after its call': {
    mistake: changingReplies(
      (reply) => isConnecting(reply) && reply.status === 401,
      () => ({ status: 200 }),
    ),
    foundBy: /a token ends with its call, and stays ended/,
  },
};
