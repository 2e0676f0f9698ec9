import type { Mistake, Passing, Returning } from './broken-server.ts';

/** A mistake, and a case that must find it. */
export interface Planted {
  readonly mistake: Mistake;
  readonly foundBy: RegExp;
}

const issuing = ({ path }: { readonly path: string }): boolean => path.endsWith('/v1/webrtc-token');

const connecting = ({ path }: { readonly path: string }): boolean => path.endsWith('/gateway/connect');

const answering = (
  when: (answer: Returning) => boolean,
  change: (answer: Returning) => Partial<Returning>,
): Mistake => ({
  answers: (answer) => (when(answer) ? { ...answer, ...change(answer) } : answer),
});

const reading = (change: (request: Passing) => Partial<Passing>): Mistake => ({
  reads: (request) => (issuing(request) ? { ...request, ...change(request) } : request),
});

const isSuccess = (answer: Returning): boolean => issuing(answer) && answer.status === 200;

const isError = (answer: Returning): boolean => issuing(answer) && answer.status >= 400;

const withHeader = (headers: Headers, name: string, value: string | null): Headers => {
  const changed = new Headers(headers);
  if (value === null) changed.delete(name);
  else changed.set(name, value);
  return changed;
};

const withData = ({ body }: Returning, change: object): Partial<Returning> => ({
  body: { ...body, data: { ...body?.['data'], ...change } },
});

/** What real servers get wrong. */
export const MISTAKES: Readonly<Record<string, Planted>> = {
  'leaves a field out of its answers': {
    mistake: answering(isSuccess, (answer) => withData(answer, { call_id: undefined })),
    foundBy: /valid request › is taken/,
  },
  'adds a field that its contract does not know': {
    mistake: answering(isSuccess, (answer) => withData(answer, { room: 'x' })),
    foundBy: /valid request › is taken/,
  },
  'words errors without a message': {
    mistake: answering(isError, () => ({ body: { error: { code: 'x' } } })),
    foundBy: /body › without to_number/,
  },
  'answers errors with 200': {
    mistake: answering(
      ({ path, status }) => issuing({ path }) && status === 400,
      () => ({ status: 200 }),
    ),
    foundBy: /body › to_number breaks "pattern"/,
  },
  'answers in HTML': {
    mistake: answering(isSuccess, ({ headers }) => ({ headers: withHeader(headers, 'content-type', 'text/html') })),
    foundBy: /valid request › is taken/,
  },
  'takes properties that it does not know': {
    mistake: reading(({ body }) => ({
      body: body?.['to_number'] ? { from_number: body['from_number'], to_number: body['to_number'] } : body,
    })),
    foundBy: /body › with an unknown property/,
  },
  'takes numbers that are none': {
    mistake: reading(({ body }) => ({
      body: body && typeof body['to_number'] === 'string' ? { ...body, to_number: '+14155550110' } : body,
    })),
    foundBy: /body › to_number breaks "pattern"/,
  },
  'lets in whoever sends no key': {
    mistake: reading(({ headers }) =>
      headers.has('authorization') ? {} : { headers: withHeader(headers, 'authorization', 'Bearer rv_test') },
    ),
    foundBy: /authentication › without a credential/,
  },
  'says 403 to a stranger': {
    mistake: answering(
      ({ status }) => status === 401,
      () => ({ status: 403 }),
    ),
    foundBy: /authentication › with an unknown credential/,
  },
  'does not challenge': {
    mistake: answering(
      ({ status }) => status === 401,
      ({ headers }) => ({
        headers: withHeader(headers, 'www-authenticate', null),
      }),
    ),
    foundBy: /authentication › without a credential/,
  },
  'does not say which methods a path has': {
    mistake: answering(
      ({ status }) => status === 405,
      ({ headers }) => ({ headers: withHeader(headers, 'allow', null) }),
    ),
    foundBy: /method › DELETE is not declared/,
  },
  'takes any content type': {
    mistake: reading(({ headers }) => ({ headers: withHeader(headers, 'content-type', 'application/json') })),
    foundBy: /content type › text\/plain is not declared/,
  },
  'makes another token for a repeated request': {
    mistake: reading(({ headers }) => ({ headers: withHeader(headers, 'idempotency-key', null) })),
    foundBy: /the same request under the same key is answered the same/,
  },
  'replays to another request, too': {
    mistake: reading(({ headers, body }) =>
      headers.has('idempotency-key') && body ? { body: { ...body, to_number: '+14155550110' } } : {},
    ),
    foundBy: /another request under the same key is refused/,
  },
  'lets anybody use any number': {
    mistake: reading(({ body }) =>
      body?.['from_number'] === '+14155550199' ? { body: { ...body, from_number: '+14155550100' } } : {},
    ),
    foundBy: /a caller ID that the account does not own is refused/,
  },
  'does not count': {
    mistake: answering(issuing, ({ headers }) => ({
      headers: withHeader(withHeader(headers, 'x-ratelimit-remaining', '599'), 'ratelimit', '"default";r=599;t=60'),
    })),
    foundBy: /rate-limit headers agree, and count down by one/,
  },
  'tells two budgets at once': {
    mistake: answering(issuing, ({ headers }) => ({ headers: withHeader(headers, 'x-ratelimit-limit', '9') })),
    foundBy: /rate-limit headers agree, and count down by one/,
  },
  'throttles without saying for how long': {
    mistake: answering(
      ({ status }) => status === 429,
      ({ headers }) => ({
        headers: withHeader(headers, 'retry-after', null),
      }),
    ),
    foundBy: /a spent quota is refused/,
  },
  'lets a token be used twice at a time': {
    mistake: answering(
      (answer) => connecting(answer) && answer.status === 409,
      () => ({ status: 200 }),
    ),
    foundBy: /a token in use cannot be used again/,
  },
  'lets a token be used after its call': {
    mistake: answering(
      (answer) => connecting(answer) && answer.status === 401,
      () => ({ status: 200 }),
    ),
    foundBy: /a token ends with its call, and stays ended/,
  },
};
