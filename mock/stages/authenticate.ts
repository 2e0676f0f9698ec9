import { presentedCredentials } from '../contract/security/credentials.ts';
import type { Exchange } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import { recognizeCaller } from './identify-caller.ts';

/** Fails closed: refuses an unknown credential, and a request without one if the operation requires it. */
export const authenticate: Stage<RequestContext> = {
  name: 'authenticate',
  establishes: 'The caller is known, if the operation requires one.',
  run(exchange, context, next) {
    const presented = presentedCredentials(exchange.request, exchange.operation.security);
    switch (presented.kind) {
      case 'not_needed':
        return next(exchange);
      case 'absent':
        return context.refuse('unauthenticated', 'No credential was sent. Send "Authorization: Bearer <key>".');
      case 'malformed':
        return context.refuse('credential_rejected', presented.detail);
      case 'presented': {
        const identity = recognizeCaller(presented.credential, exchange, context);
        if (identity === undefined)
          return context.refuse('credential_rejected', rejectionOf(presented.credential, exchange, context));
        if ('refused' in identity) return identity.refused;
        context.trace.caller = identity.caller.label;
        context.draft.add(identity);
        return next({ ...exchange, caller: identity.caller });
      }
    }
  },
};

const rejectionOf = (credential: string, { now }: Exchange, { pack, draft }: RequestContext): string =>
  pack.rejection?.(credential, { records: draft, now }) ?? REJECTED;

const REJECTED = 'The credential is unknown or revoked. Use one of the keys that the sandbox printed when it started.';
