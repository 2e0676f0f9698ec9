import type { ControlAccess, FoundControl, Target } from './target.ts';
import { send } from './target.ts';

/**
 * Detects whether a target is a sandbox whose control API accepts our calls. The request changes nothing, and no other API has its path.
 *
 * @returns `undefined` for any other server.
 */
export const findControl = async (target: Target, access: ControlAccess): Promise<FoundControl | undefined> => {
  const headers = access.token === undefined ? {} : { 'sandbox-control-token': access.token };
  const request = { method: 'GET', url: `${target.url}${access.path}/pipeline`, headers };
  const { status, body } = await send(target, request);
  const isSandbox = status === 200 && typeof body === 'object' && body !== null && 'stages' in body;
  if (!isSandbox) return undefined;
  return { ...access, credentials: 'credentials' in body && body.credentials === 'any' ? 'any' : 'listed' };
};
