import type { Caller } from '../caller.ts';
import { presentedCredentials } from '../contract/security/credentials.ts';
import type { Exchange } from '../exchange.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import type { Identity } from '../scenario.ts';
import { enabledScenarios } from './enabled-scenarios.ts';

/** The caller that the exchange's credential belongs to, or `undefined`. Refuses nothing and changes nothing. */
export const identifyCaller = (exchange: Exchange, context: RequestContext): Caller | undefined => {
  const presented = presentedCredentials(exchange.request, exchange.operation.security);
  if (presented.kind !== 'presented') return undefined;
  const identity = recognizeCaller(presented.credential, exchange, context);
  return identity !== undefined && 'caller' in identity ? identity.caller : undefined;
};

/** The pack knows its keys, and scenarios know the tokens they issued. `undefined` for an unknown credential. */
export const recognizeCaller = (
  credential: string,
  { now }: Exchange,
  context: RequestContext,
): Identity | undefined => {
  const caller = context.pack.identify(credential, { records: context.draft, now });
  if (caller) return { caller };
  for (const { scenario, config } of enabledScenarios(context.scenarios, (each) => context.configOf(each))) {
    const identity = scenario.identify?.({
      config,
      credential,
      use: 'key',
      records: context.draft,
      now,
      refuse: context.refuse,
    });
    if (identity) return identity;
  }
  return undefined;
};
