import type { Request, Response } from 'express';
import type { GuardPolicy } from '../control/guard.ts';
import type { HeaderFields, SandboxRequest } from '../request.ts';
import { withHeaders } from '../reply.ts';
import type { FinishedReply } from '../request-path/finish-reply.ts';
import type { Sandbox } from '../sandbox.ts';
import type { UpstreamNeed } from '../request-path/pending-request.ts';
import { baseUrlOf, targetOf } from './in/base-url.ts';
import { createControlHandler } from './control-handler.ts';
import { DeliveryDispatcher } from './out/delivery-dispatcher.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import type { Forwarded } from './out/forward.ts';
import { forwardTo } from './out/forward.ts';
import type { Middleware } from './express-types.ts';
import { bytesIn, createReadBody, headersOf } from './in/read-request.ts';
import type { Sendable } from './out/send-reply.ts';
import { sendReply } from './out/send-reply.ts';
import type { WorldChoice } from './in/world-of.ts';
import { worldOf } from './in/world-of.ts';

export interface MiddlewareOptions {
  readonly bodyLimitBytes: number;
  /** Where the control API lies in each world, such as `/_sandbox`. */
  readonly controlPath: string;
  readonly guard: GuardPolicy;
  /** When it aborts, held replies go out at once. */
  readonly shutdown: AbortSignal;
  readonly wallClock: () => number;
  /** Host names beside this machine's own that deliveries may go to, lower-case. */
  readonly outgoing?: { readonly allow: readonly string[] };
  /** Told of each exchange that an upstream answered. */
  readonly onForwarded?: (forwarded: Forwarded) => void;
  /** Told of each answer. */
  readonly onAnswer?: (request: { readonly method: string; readonly target: string }, handled: FinishedReply) => void;
}

/** A longer URL is refused: nobody's API needs it, and the journal would have to hold it. */
export const MAX_TARGET_LENGTH = 8_192;

/** The sandbox as Express middleware: bytes to data, data to bytes. */
export const createMiddleware = (sandbox: Sandbox, options: MiddlewareOptions): Middleware => {
  const readBody = createReadBody(options.bodyLimitBytes);
  const courier = new DeliveryDispatcher(sandbox, { ...options, allow: options.outgoing?.allow ?? [] });
  const controlDoor = createControlHandler(sandbox, options, courier);

  const answer = async (request: Request, response: Response): Promise<void> => {
    const headers = headersOf(request);
    const choice = chooseWorld(request, headers);
    if (choice.kind === 'world' && isBelow(options.controlPath, choice.target)) {
      return controlDoor(request, response, { headers, choice });
    }
    if (isPreflight(request.method, headers)) {
      response.writeHead(204, preflightHeaders(headers, methodsOf(choice))).end();
      return;
    }
    const body = await readBody(request, response, headers);
    const data = requestData(request, headers, choice, body);
    const decided = decide(data, choice);
    const handled = 'kind' in decided ? await ask(decided, request, data, choice) : decided;
    options.onAnswer?.({ method: data.method, target: request.originalUrl }, handled);
    try {
      await sendReply(response, withCors(handled, headers, sandbox), options.shutdown);
    } finally {
      handled.sent();
      if (choice.kind === 'world') courier.wake(choice.name);
    }
  };

  const methodsOf = (choice: WorldChoice): readonly string[] | undefined => {
    if (choice.kind !== 'world') return undefined;
    const routed = sandbox.engine.contract.route('OPTIONS', choice.target.split('?', 1)[0] ?? '');
    return routed.kind === 'method_not_allowed' ? routed.allow : undefined;
  };

  const ask = (
    need: UpstreamNeed,
    { body }: Request,
    request: SandboxRequest,
    choice: WorldChoice,
  ): Promise<FinishedReply & Sendable> => {
    const world = choice.kind === 'world' ? choice.name : '';
    const arrival = { world, request, body: request.body.kind === 'none' ? undefined : bytesIn(body) };
    return forwardTo(sandbox, need, arrival, options);
  };

  const decide = (request: SandboxRequest, choice: WorldChoice): FinishedReply | UpstreamNeed => {
    const wall = options.wallClock();
    if (request.target.length > MAX_TARGET_LENGTH) {
      const detail = `The URL has ${request.target.length} characters, and may have ${MAX_TARGET_LENGTH}. Shorten it.`;
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

  // Express hands over its own request and response, which are Node's and more.
  return (request, response, next) => {
    answer(request as Request, response as Response).catch(next);
  };
};

/** A repeated header names no world: nobody could tell which of them is meant. */
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
  // What an upstream says of it goes for its replies.
  const own = handled.isForwarded ? handled.reply.headers : {};
  return { ...handled, reply: withHeaders(handled.reply, { ...cors, ...own }) };
};

const malformedText = ({ found }: Extract<WorldChoice, { kind: 'malformed' }>): string =>
  `${JSON.stringify(found.slice(0, 80))} is no name of a world: it is made of 1 to 64 of the characters a-z, 0-9 and -.`;

const conflictText = ({ byPrefix, byHeader }: Extract<WorldChoice, { kind: 'conflict' }>): string =>
  `The path names the world ${byPrefix}, and the header Sandbox-World names ${byHeader}. Name one.`;
