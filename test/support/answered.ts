import type { FinishedReply, UpstreamNeed } from '../../index.ts';

/** A request that needs no upstream is answered at once. */
export const answered = (outcome: FinishedReply | UpstreamNeed): FinishedReply => {
  if ('kind' in outcome) throw new Error(`The upstream is needed: ${outcome.request.url}.`);
  return outcome;
};
