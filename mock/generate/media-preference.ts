import Negotiator from 'negotiator';
import type { MediaContract } from '../contract/operations/operation.ts';
import { isJson } from '../contract/operations/operation.ts';
import type { SandboxRequest } from '../request.ts';

/** The declared media types, best first: by the request's `Accept` (RFC 9110, section 12.5.1), else JSON first. */
export const byPreference = (
  content: readonly MediaContract[],
  { headers }: SandboxRequest,
): readonly MediaContract[] => {
  if (content.length === 1) return content;
  const jsonFirst = content.toSorted((one, other) => Number(isJson(other.mediaType)) - Number(isJson(one.mediaType)));
  const accept = headers.get('accept')?.join(', ');
  if (accept === undefined) return jsonFirst;
  const accepted = new Negotiator({ headers: { accept } }).mediaTypes(jsonFirst.map(({ mediaType }) => mediaType));
  const rank = ({ mediaType }: MediaContract): number =>
    accepted.includes(mediaType) ? accepted.indexOf(mediaType) : accepted.length;
  return jsonFirst.toSorted((one, other) => rank(one) - rank(other));
};
