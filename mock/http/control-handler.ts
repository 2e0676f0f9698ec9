import type { Request, Response } from 'express';
import { controlEndpoints } from '../control/endpoints/index.ts';
import type { ControlCaller } from '../control/guard.ts';
import { guard } from '../control/guard.ts';
import type { ControlMatch, ControlRequest } from '../control/router.ts';
import { ControlRouter } from '../control/router.ts';
import { DELIVERY_HEADER } from '../outbox/target.ts';
import type { Reply } from '../reply.ts';
import { withHeaders } from '../reply.ts';
import { payloadOf } from '../request-path/finish-reply.ts';
import type { HeaderFields } from '../request.ts';
import type { Sandbox } from '../sandbox.ts';
import { TOO_MANY_WORLDS } from '../world/worlds.ts';
import { baseUrlOf } from './in/base-url.ts';
import { createReadBody } from './in/read-request.ts';
import type { WorldChoice } from './in/world-of.ts';
import type { MiddlewareOptions } from './middleware.ts';
import type { DeliveryDispatcher } from './out/delivery-dispatcher.ts';
import { sendReply } from './out/send-reply.ts';

/** Snapshots of full worlds are by far the largest control requests. */
const CONTROL_BODY_LIMIT_BYTES = 64 * 1024 * 1024;

interface IncomingControlCall {
  readonly headers: HeaderFields;
  readonly choice: Extract<WorldChoice, { kind: 'world' }>;
}

/** Handles control calls. Access is checked before the body is read. */
export const createControlHandler = (
  sandbox: Sandbox,
  options: MiddlewareOptions,
  dispatcher: DeliveryDispatcher,
): ((request: Request, response: Response, call: IncomingControlCall) => Promise<void>) => {
  const readGuarded = createReadBody(CONTROL_BODY_LIMIT_BYTES);
  const readOpen = createReadBody(Math.min(options.bodyLimitBytes, CONTROL_BODY_LIMIT_BYTES));
  const router = new ControlRouter(sandbox, controlEndpoints(sandbox));

  const replyTo = async (
    request: Request,
    response: Response,
    { headers, choice }: IncomingControlCall,
  ): Promise<Reply> => {
    const baseUrl = baseUrlOf(request, choice.prefix);
    const pathAndQuery = pathAndQueryOf(choice.target.slice(options.controlPath.length));
    const head: ControlRequest = { method: request.method, ...pathAndQuery, headers, body: { kind: 'none' }, baseUrl };
    const refuse = router.refuser(head, options.wallClock());
    const match = router.match(head.method, head.path);
    const rejection = isOpen(match) ? undefined : guard(controlCallerOf(request, headers), options.guard);
    if (rejection) return withChallenge(refuse(rejection.kind, rejection.detail));
    if (match.kind === 'unknown') {
      const list = `${baseUrl}${options.controlPath}/openapi.json`;
      return refuse('route_unknown', `The control API has no endpoint ${head.path}. See ${list} for its endpoints.`);
    }
    if (match.kind === 'method_not_allowed') return refuse('method_not_allowed', ...methodsText(head, match));
    const { body } = await (isOpen(match) ? readOpen : readGuarded)(request, response, headers);
    if (match.endpoint.reloads) await sandbox.reload?.();
    const wall = options.wallClock();
    const world = sandbox.worlds.open(choice.name, wall);
    if (world === undefined) return refuse('too_many_worlds', TOO_MANY_WORLDS);
    return router.run(match, { ...head, body }, world, wall);
  };

  return async (request, response, call) => {
    const reply = withHeaders(await replyTo(request, response, call), { 'cache-control': 'no-store' });
    await sendReply(response, { reply, payload: payloadOf(reply) }, options.shutdown);
    dispatcher.wake(call.choice.name);
  };
};

/** Path and query below the control root. Not with `new URL`, which reads `//x/reset` as a host, and collapses dots. */
const pathAndQueryOf = (rest: string): Pick<ControlRequest, 'path' | 'query'> => {
  const [path = '', ...query] = rest.split('?');
  return { path: path || '/', query: new URLSearchParams(query.join('?')) };
};

/** RFC 9110, section 11.6.1: a 401 has a challenge. Its scheme is the sandbox's own, as is the header for the token. */
const withChallenge = (reply: Reply): Reply =>
  reply.status === 401 ? withHeaders(reply, { 'www-authenticate': CHALLENGE }) : reply;

const CHALLENGE = 'Sandbox-Control-Token realm="control API"';

const methodsText = (
  { method, path }: ControlRequest,
  { allow }: Extract<ControlMatch, { kind: 'method_not_allowed' }>,
): readonly [detail: string, details: { readonly allow: readonly string[] }] => [
  `${path} does not support ${method}. Allowed: ${allow.join(', ')}.`,
  { allow },
];

const isOpen = (match: ControlMatch): boolean => match.kind === 'endpoint' && match.endpoint.access !== 'guarded';

/** Repeated fields are joined, so that the guard sees every value. */
const controlCallerOf = ({ socket }: Request, headers: HeaderFields): ControlCaller => ({
  peerAddress: socket.remoteAddress,
  host: headers.get('host')?.join(', '),
  origin: headers.get('origin')?.join(', '),
  secFetchSite: headers.get('sec-fetch-site')?.join(', '),
  isDelivery: headers.has(DELIVERY_HEADER),
  isForwarded: [...headers.keys()].some((name) => name === 'forwarded' || name.startsWith('x-forwarded-')),
  controlToken: headers.get('sandbox-control-token')?.join(', '),
});
