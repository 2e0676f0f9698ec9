import type { FinishedReply } from '../../request-path/finish-reply.ts';
import type { UpstreamNeed } from '../../request-path/pending-request.ts';
import type { SandboxRequest } from '../../request.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { UpstreamReply } from '../../upstream/upstream.ts';
import { fetchUpstream } from './fetch-upstream.ts';
import type { Sendable } from './send-reply.ts';

/** An exchange with the upstream, to be recorded. */
export interface Forwarded extends Pick<UpstreamNeed, 'exchange'> {
  readonly request: SandboxRequest;
  readonly reply: UpstreamReply;
}

export interface ForwardOptions {
  readonly shutdown: AbortSignal;
  readonly wallClock: () => number;
  /** Called after each exchange that the upstream answered. */
  readonly onForwarded?: (forwarded: Forwarded) => void;
}

interface IncomingRequest {
  readonly world: string;
  readonly request: SandboxRequest;
  readonly body: Buffer | undefined;
}

/** Sends a request to the upstream, then handles it again with the upstream's answer. The body is passed on unchanged. */
export const forwardTo = async (
  sandbox: Sandbox,
  need: UpstreamNeed,
  { world, request, body }: IncomingRequest,
  options: ForwardOptions,
): Promise<FinishedReply & Sendable> => {
  const { answer, bytes } = await fetchUpstream(need.request, body, options.shutdown);
  const handled = sandbox.handle(world, request, options.wallClock(), { upstream: { need, answer } });
  if ('kind' in handled) throw new Error('The upstream has answered, but is needed again.');
  if (answer.kind === 'failed' || handled.isForwarded !== true) return handled;
  options.onForwarded?.({ exchange: need.exchange, request, reply: answer });
  return { ...handled, bytes, repeated: repeatedIn(answer) };
};

/** Repeated fields stay repeated: a `Set-Cookie` cannot be joined (RFC 9110, section 5.3). */
const repeatedIn = ({ headers }: UpstreamReply): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries([...headers].filter(([, values]) => values.length > 1));
