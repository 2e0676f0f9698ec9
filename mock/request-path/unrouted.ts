import type { Routed } from '../contract/operations/route.ts';
import type { Refuse } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { SandboxRequest } from '../request.ts';
import { pathOf } from '../request.ts';

/** A path, or a method of a path, that the contract has no operation for. */
export type Unrouted = Exclude<Routed, { kind: 'operation' }>;

/** The reply to a request without an operation: HTTP's own status, in the API's error format. */
export const unroutedReply = (request: SandboxRequest, routed: Unrouted, refuse: Refuse): Reply => {
  switch (routed.kind) {
    case 'malformed':
      return refuse(
        'path_malformed',
        'The path has a percent sign that does not start an encoded UTF-8 character. Write it as %25.',
      );
    case 'unknown':
      return refuse('route_unknown', `No operation has the path ${pathOf(request)}. ${hintFor(routed.nearest)}`);
    case 'method_not_allowed':
      return withoutMethod(request, routed.allow, refuse);
  }
};

const hintFor = (nearest: string | undefined): string =>
  nearest === undefined ? 'Compare it with the paths of the contract.' : `Did you mean ${nearest}?`;

const withoutMethod = (request: SandboxRequest, allow: readonly string[], refuse: Refuse): Reply => {
  const list = allow.join(', ');
  // RFC 9110, section 9.3.7: OPTIONS asks for the allowed methods.
  if (request.method === 'OPTIONS') return { status: 204, headers: { allow: list } };
  return refuse('method_not_allowed', `${pathOf(request)} does not allow ${request.method}. Allowed: ${list}.`, {
    allow,
  });
};
