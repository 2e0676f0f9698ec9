import type { Exchange } from '../exchange.ts';
import type { Stage } from '../pipeline.ts';
import { presentedCredentials } from '../contract/security/credentials.ts';
import { recognizeCaller } from './identify-caller.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/** Fails closed: a credential that nobody knows is refused, and so is an operation that demands one and gets none. */
export const authenticate: Stage<RequestContext> = {
  name: 'authenticate',
  establishes: 'The caller is known, if the operation demands one.',
  run(exchange, run, next) {
    const presented = presentedCredentials(exchange.request, exchange.operation.security);
    switch (presented.kind) {
      case 'not_needed':
        return next(exchange);
      case 'absent':
        return run.refuse('unauthenticated', 'No credential was sent. Send "Authorization: Bearer <key>".');
      case 'malformed':
        return run.refuse('credential_rejected', presented.detail);
      case 'presented': {
        const identity = recognizeCaller(presented.credential, exchange, run);
        if (identity === undefined)
          return run.refuse('credential_rejected', rejectionOf(presented.credential, exchange, run));
        if ('refused' in identity) return identity.refused;
        run.trace.caller = identity.caller.label;
        run.draft.add(identity);
        return next({ ...exchange, caller: identity.caller });
      }
    }
  },
};

const rejectionOf = (credential: string, { now }: Exchange, { pack, draft }: RequestContext): string =>
  pack.rejection?.(credential, { records: draft, now }) ?? REJECTED;

const REJECTED = 'The credential is unknown or revoked. Use one of the keys that the sandbox printed when it started.';
