import type { Caller } from '../caller.ts';
import type { Exchange } from '../exchange.ts';
import type { Identity } from '../scenario.ts';
import { presentedCredentials } from '../contract/security/credentials.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import { enabledScenarios } from './enabled-scenarios.ts';

/** The caller behind an exchange's credential, or `undefined`; nothing is refused and nothing changes. */
export const identifyCaller = (exchange: Exchange, run: RequestContext): Caller | undefined => {
  const presented = presentedCredentials(exchange.request, exchange.operation.security);
  if (presented.kind !== 'presented') return undefined;
  const identity = recognizeCaller(presented.credential, exchange, run);
  return identity !== undefined && 'caller' in identity ? identity.caller : undefined;
};

/** The pack knows its keys; scenarios know what they handed out. `undefined`: nobody knows the credential. */
export const recognizeCaller = (credential: string, { now }: Exchange, run: RequestContext): Identity | undefined => {
  const caller = run.pack.identify(credential, { records: run.draft, now });
  if (caller) return { caller };
  for (const { scenario, config } of enabledScenarios(run.scenarios, (each) => run.configOf(each))) {
    const identity = scenario.identify?.({
      config,
      credential,
      use: 'key',
      records: run.draft,
      now,
      refuse: run.refuse,
    });
    if (identity) return identity;
  }
  return undefined;
};
