import type { Request, Response } from 'express';
import { controlEndpoints } from '../control/endpoints/index.ts';
import type { Visitor } from '../control/guard.ts';
import { guard } from '../control/guard.ts';
import type { ControlMatch, ControlRequest } from '../control/router.ts';
import { ControlRouter } from '../control/router.ts';
import type { HeaderFields, Reply } from '../exchange.ts';
import { withHeaders } from '../exchange.ts';
import { payloadOf } from '../handled.ts';
import type { Sandbox } from '../sandbox.ts';
import { baseUrlOf } from './base-url.ts';
import type { MiddlewareOptions } from './middleware.ts';
import { createReadBody } from './read-request.ts';
import { sendReply } from './send-reply.ts';
import type { WorldChoice } from './world-of.ts';

/** A snapshot of a full world is large; no other control call comes near. */
const CONTROL_BODY_LIMIT_BYTES = 64 * 1024 * 1024;

interface Arrival {
  readonly headers: HeaderFields;
  readonly choice: Extract<WorldChoice, { kind: 'world' }>;
}

/** Lets control calls in, or not, before anything of their body is read. */
export const createControlDoor = (
  sandbox: Sandbox,
  options: MiddlewareOptions,
): ((request: Request, response: Response, arrival: Arrival) => Promise<void>) => {
  const readBody = createReadBody(CONTROL_BODY_LIMIT_BYTES);
  const router = new ControlRouter(sandbox, controlEndpoints(sandbox));

  const replyTo = async (request: Request, response: Response, { headers, choice }: Arrival): Promise<Reply> => {
    const url = new URL(choice.target.slice(options.controlPath.length) || '/', 'http://control');
    const bare = { method: request.method, path: url.pathname, query: url.searchParams, headers };
    const early: ControlRequest = { ...bare, body: { kind: 'none' }, baseUrl: baseUrlOf(request, choice.prefix) };
    const refuse = router.refuser(early, options.wallClock());
    const match = router.match(early.method, early.path);
    const rejection = isOpen(match) ? undefined : guard(visitorOf(request, headers), options.guard);
    if (rejection) return refuse(rejection.kind, rejection.detail);
    if (match.kind === 'unknown')
      return refuse('route_unknown', `The control API has no ${early.path}. See ${options.controlPath}/openapi.json.`);
    if (match.kind === 'method_not_allowed')
      return refuse('method_not_allowed', `${early.path} does not know ${early.method}.`, match);
    const body = await readBody(request, response, headers);
    const wall = options.wallClock();
    const world = sandbox.worlds.open(choice.name, wall);
    if (world === undefined) return refuse('too_many_worlds', 'Every world is in use. Use fewer at a time.');
    return router.run(match, { ...early, body }, world, wall);
  };

  return async (request, response, arrival) => {
    const reply = withHeaders(await replyTo(request, response, arrival), { 'cache-control': 'no-store' });
    sendReply(
      response,
      { reply, payload: payloadOf(reply), isHead: request.method === 'HEAD' },
      () => {},
      options.shutdown,
    );
  };
};

const isOpen = (match: ControlMatch): boolean => match.kind === 'endpoint' && match.endpoint.access !== 'guarded';

const visitorOf = ({ socket }: Request, headers: HeaderFields): Visitor => ({
  peerAddress: socket.remoteAddress,
  host: headers.get('host')?.[0],
  origin: headers.get('origin')?.[0],
  secFetchSite: headers.get('sec-fetch-site')?.[0],
  isForwarded: [...headers.keys()].some((name) => name === 'forwarded' || name.startsWith('x-forwarded-')),
  controlToken: headers.get('sandbox-control-token')?.[0],
});
