import type { Request, Response } from 'express';
import type { GuardPolicy } from '../control/guard.ts';
import { withHeaders } from '../reply.ts';
import type { FinishedReply } from '../request-path/finish-reply.ts';
import type { UpstreamNeed } from '../request-path/pending-request.ts';
import type { HeaderFields, SandboxRequest } from '../request.ts';
import type { Sandbox } from '../sandbox.ts';
import { createControlHandler } from './control-handler.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import type { Middleware } from './express-types.ts';
import { baseUrlOf, targetOf } from './in/base-url.ts';
import type { ReadBody } from './in/read-request.ts';
import { createReadBody, headersOf } from './in/read-request.ts';
import type { WorldChoice } from './in/world-of.ts';
import { worldOf } from './in/world-of.ts';
import { DeliveryDispatcher } from './out/delivery-dispatcher.ts';
import type { Forwarded } from './out/forward.ts';
import { forwardTo } from './out/forward.ts';
import type { Sendable } from './out/send-reply.ts';
import { sendReply } from './out/send-reply.ts';

export interface MiddlewareOptions {
  readonly bodyLimitBytes: number;
  /** Path of the control API in each world, such as `/_sandbox`. */
  readonly controlPath: string;
  readonly guard: GuardPolicy;
  /** When it aborts, delayed replies are sent immediately. */
  readonly shutdown: AbortSignal;
  readonly wallClock: () => number;
  /** Host names to which deliveries may be sent, in addition to those of this machine; lower-case. */
  readonly outgoing?: { readonly allow: readonly string[] };
  /** Called after each exchange that the upstream answered. */
  readonly onForwarded?: (forwarded: Forwarded) => void;
  /** Called with each reply before it is sent. */
  readonly onAnswer?: (request: { readonly method: string; readonly target: string }, handled: FinishedReply) => void;
}

/** A longer URL is refused: no API needs it, and the journal would have to store it. */
export const MAX_TARGET_LENGTH = 8_192;

/** The sandbox as Express middleware. Converts HTTP requests to data, and data to HTTP responses. */
export const createMiddleware = (sandbox: Sandbox, options: MiddlewareOptions): Middleware => {
  const readBody = createReadBody(options.bodyLimitBytes);
  const dispatcher = new DeliveryDispatcher(sandbox, { ...options, allow: options.outgoing?.allow ?? [] });
  const handleControlCall = createControlHandler(sandbox, options, dispatcher);

  const handleRequest = async (request: Request, response: Response): Promise<void> => {
    const headers = headersOf(request);
    const choice = chooseWorld(request, headers);
    if (choice.kind === 'world' && isBelow(options.controlPath, choice.target)) {
      return handleControlCall(request, response, { headers, choice });
    }
    if (isPreflight(request.method, headers)) {
      response.writeHead(204, preflightHeaders(headers, methodsOf(choice))).end();
      return;
    }
    const read = await readBody(request, response, headers);
    const data = requestData(request, headers, choice, read.body);
    const decided = decide(data, choice);
    const handled = 'kind' in decided ? await forward(decided, read, data, choice) : decided;
    options.onAnswer?.({ method: data.method, target: request.originalUrl }, handled);
    try {
      const sending = sendReply(response, withCors(handled, headers, sandbox), options.shutdown);
      // Without a delay the reply is on its way: a promise for it would cost every request a turn.
      if (sending) await sending;
    } finally {
      handled.sent();
      if (choice.kind === 'world') dispatcher.wake(choice.name);
    }
  };

  const methodsOf = (choice: WorldChoice): readonly string[] | undefined => {
    if (choice.kind !== 'world') return undefined;
    const routed = sandbox.engine.contract.route('OPTIONS', choice.target.split('?', 1)[0] ?? '');
    return routed.kind === 'method_not_allowed' ? routed.allow : undefined;
  };

  const forward = (
    need: UpstreamNeed,
    { bytes }: ReadBody,
    request: SandboxRequest,
    choice: WorldChoice,
  ): Promise<FinishedReply & Sendable> => {
    const world = choice.kind === 'world' ? choice.name : '';
    const incoming = { world, request, body: request.body.kind === 'none' ? undefined : bytes };
    return forwardTo(sandbox, need, incoming, options);
  };

  const decide = (request: SandboxRequest, choice: WorldChoice): FinishedReply | UpstreamNeed => {
    const wall = options.wallClock();
    if (request.target.length > MAX_TARGET_LENGTH) {
      const detail = `The URL has ${request.target.length} characters; at most ${MAX_TARGET_LENGTH} are allowed. Shorten it.`;
      return sandbox.refuseUnrouted(request.baseUrl, wall, 'target_too_long', detail);
    }
    switch (choice.kind) {
      case 'world':
        return sandbox.handle(choice.name, request, wall);
      case 'malformed':
        return sandbox.refuseUnrouted(request.baseUrl, wall, 'world_malformed', malformedText(choice));
      case 'conflict':
        return sandbox.refuseUnrouted(request.baseUrl, wall, 'world_conflict', conflictText(choice));
    }
  };

  // Express passes its own request and response, which extend Node's.
  return (request, response, next) => {
    handleRequest(request as Request, response as Response).catch(next);
  };
};

/** A repeated header is joined with commas. That is never a valid world name, so that the request is refused instead of guessing. */
const chooseWorld = (request: Request, headers: HeaderFields): WorldChoice =>
  worldOf(targetOf(request), headers.get('sandbox-world')?.join(', '));

const isBelow = (root: string, target: string): boolean =>
  target.startsWith(root) && (target.length === root.length || '/?'.includes(target.charAt(root.length)));

const requestData = (
  request: Request,
  headers: HeaderFields,
  choice: WorldChoice,
  body: SandboxRequest['body'],
): SandboxRequest => ({
  method: request.method,
  target: choice.kind === 'world' ? choice.target : targetOf(request),
  headers,
  body,
  baseUrl: baseUrlOf(request, choice.kind === 'world' ? choice.prefix : ''),
});

const withCors = (handled: FinishedReply, headers: HeaderFields, { engine: { pack } }: Sandbox): FinishedReply => {
  if (!headers.has('origin')) return handled;
  const cors = corsHeaders(headers, pack.errorFormat.exposedHeaders);
  // The upstream's own CORS fields take precedence.
  const own = handled.isForwarded ? handled.reply.headers : {};
  return { ...handled, reply: withHeaders(handled.reply, { ...cors, ...own }) };
};

const malformedText = ({ found }: Extract<WorldChoice, { kind: 'malformed' }>): string =>
  `${JSON.stringify(found.slice(0, 80))} is not a valid world name. Use 1 to 64 of the characters a-z, 0-9 and -.`;

const conflictText = ({ byPrefix, byHeader }: Extract<WorldChoice, { kind: 'conflict' }>): string =>
  `The path names the world ${byPrefix}, but the Sandbox-World header names ${byHeader}. Send only one of them.`;
