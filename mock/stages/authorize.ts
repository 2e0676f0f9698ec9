import type { Stage } from '../pipeline.ts';
import type { RequestContext } from '../request-path/request-context.ts';

/** After throttling, so that a client without the scope spends its quota like any other. */
export const authorize: Stage<RequestContext> = {
  name: 'authorize',
  establishes: 'The caller has the scope that the operation needs.',
  run(exchange, run, next) {
    const scope = run.pack.scopes.get(exchange.operation.id);
    const { scopes, label } = exchange.caller;
    if (scope === undefined || scopes === 'all') return next(exchange);
    const missing = scope.split(' ').filter((each) => !scopes.has(each));
    if (missing.length === 0) return next(exchange);
    const detail = `This operation needs the scope ${missing.join(' and ')}, which the ${label} lacks.`;
    return run.refuse('insufficient_scope', detail, { scope });
  },
};
