import type { Stage } from '../pipeline.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/** After throttling, so that requests without the scope count toward the quota, too. */
export const authorize: Stage<RequestContext> = {
  name: 'authorize',
  establishes: 'The caller has the scope that the operation requires.',
  run(exchange, context, next) {
    const scope = context.pack.scopes.get(exchange.operation.id);
    const { scopes, label } = exchange.caller;
    if (scope === undefined || scopes === 'all') return next(exchange);
    const missing = scope.split(' ').filter((each) => !scopes.has(each));
    if (missing.length === 0) return next(exchange);
    const detail = `This operation requires the scope ${missing.join(' and ')}, which the ${label} does not have.`;
    return context.refuse('insufficient_scope', detail, { scope });
  },
};
