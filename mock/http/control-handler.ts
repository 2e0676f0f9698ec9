import type { Request, Response } from 'express';
import { controlEndpoints } from '../control/endpoints/index.ts';
import type { ControlCaller } from '../control/guard.ts';
import { guard } from '../control/guard.ts';
import type { ControlMatch, ControlRequest } from '../control/router.ts';
import { ControlRouter } from '../control/router.ts';
import type { HeaderFields } from '../request.ts';
import type { Reply } from '../reply.ts';
import { withHeaders } from '../reply.ts';
import { payloadOf } from '../request-path/finish-reply.ts';
import { DELIVERY_HEADER } from '../outbox/target.ts';
import type { Sandbox } from '../sandbox.ts';
import { baseUrlOf } from './in/base-url.ts';
import type { DeliveryDispatcher } from './out/delivery-dispatcher.ts';
import type { MiddlewareOptions } from './middleware.ts';
import { createReadBody } from './in/read-request.ts';
import { sendReply } from './out/send-reply.ts';
import type { WorldChoice } from './in/world-of.ts';

/** A snapshot of a full world is large; no other control call comes near. */
const CONTROL_BODY_LIMIT_BYTES = 64 * 1024 * 1024;

interface IncomingControlCall {
  readonly headers: HeaderFields;
  readonly choice: Extract<WorldChoice, { kind: 'world' }>;
}

/** Lets control calls in, or not, before anything of their body is read. */
export const createControlHandler = (
  sandbox: Sandbox,
  options: MiddlewareOptions,
  courier: DeliveryDispatcher,
): ((request: Request, response: Response, arrival: IncomingControlCall) => Promise<void>) => {
  const readTrusted = createReadBody(CONTROL_BODY_LIMIT_BYTES);
  const readAnybodys = createReadBody(Math.min(options.bodyLimitBytes, CONTROL_BODY_LIMIT_BYTES));
  const router = new ControlRouter(sandbox, controlEndpoints(sandbox));

  const replyTo = async (request: Request, response: Response, { headers, choice }: IncomingControlCall): Promise<Reply> => {
    const baseUrl = baseUrlOf(request, choice.prefix);
    const place = placeOf(choice.target.slice(options.controlPath.length));
    const early: ControlRequest = { method: request.method, ...place, headers, body: { kind: 'none' }, baseUrl };
    const refuse = router.refuser(early, options.wallClock());
    const match = router.match(early.method, early.path);
    const rejection = isOpen(match) ? undefined : guard(controlCallerOf(request, headers), options.guard);
    if (rejection) return challenging(refuse(rejection.kind, rejection.detail));
    if (match.kind === 'unknown') {
      const list = `${baseUrl}${options.controlPath}/openapi.json`;
      return refuse('route_unknown', `The control API has no ${early.path}. See ${list} for what it has.`);
    }
    if (match.kind === 'method_not_allowed') return refuse('method_not_allowed', ...methodsText(early, match));
    const body = await (isOpen(match) ? readAnybodys : readTrusted)(request, response, headers);
    if (match.endpoint.reloads) await sandbox.reload?.();
    const wall = options.wallClock();
    const world = sandbox.worlds.open(choice.name, wall);
    if (world === undefined) return refuse('too_many_worlds', TOO_MANY_WORLDS);
    return router.run(match, { ...early, body }, world, wall);
  };

  return async (request, response, arrival) => {
    const reply = withHeaders(await replyTo(request, response, arrival), { 'cache-control': 'no-store' });
    await sendReply(response, { reply, payload: payloadOf(reply) }, options.shutdown);
    courier.wake(arrival.choice.name);
  };
};

/** Path and query below the control root. By hand: `new URL` reads `//x/reset` as a host, and collapses dots. */
const placeOf = (rest: string): Pick<ControlRequest, 'path' | 'query'> => {
  const [path = '', ...query] = rest.split('?');
  return { path: path || '/', query: new URLSearchParams(query.join('?')) };
};

/** RFC 9110, section 11.6.1: a 401 challenges. The scheme is our own, like the header that answers it. */
const challenging = (reply: Reply): Reply =>
  reply.status === 401 ? withHeaders(reply, { 'www-authenticate': CHALLENGE }) : reply;

const CHALLENGE = 'Sandbox-Control-Token realm="control API"';

const TOO_MANY_WORLDS = 'Every world is in use. Use fewer at a time, or raise worlds.most in the settings.';

const methodsText = (
  { method, path }: ControlRequest,
  { allow }: Extract<ControlMatch, { kind: 'method_not_allowed' }>,
): readonly [detail: string, details: { readonly allow: readonly string[] }] => [
  `${path} does not know ${method}. It knows ${allow.join(', ')}.`,
  { allow },
];

const isOpen = (match: ControlMatch): boolean => match.kind === 'endpoint' && match.endpoint.access !== 'guarded';

/** Repeated fields are joined, so that none of them can hide behind another. */
const controlCallerOf = ({ socket }: Request, headers: HeaderFields): ControlCaller => ({
  peerAddress: socket.remoteAddress,
  host: headers.get('host')?.join(', '),
  origin: headers.get('origin')?.join(', '),
  secFetchSite: headers.get('sec-fetch-site')?.join(', '),
  isDelivery: headers.has(DELIVERY_HEADER),
  isForwarded: [...headers.keys()].some((name) => name === 'forwarded' || name.startsWith('x-forwarded-')),
  controlToken: headers.get('sandbox-control-token')?.join(', '),
});
