import type { FinishedReply, UpstreamNeed } from '../../mock/index.ts';

/** The reply to a request that needs no upstream. @throws if it needs the upstream. */
export const answered = (outcome: FinishedReply | UpstreamNeed): FinishedReply => {
  if ('kind' in outcome) throw new Error(`The request needs the upstream: ${outcome.request.url}.`);
  return outcome;
};
