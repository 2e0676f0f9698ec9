import type { Caller, Exchange } from '../exchange.ts';
import type { Identity } from '../scenario.ts';
import { presentedCredentials } from './credentials.ts';
import type { Run } from './run.ts';
import { takingPart } from './taking-part.ts';

/** The caller behind an exchange's credential, or `undefined`; nothing is refused and nothing changes. */
export const identifyCaller = (exchange: Exchange, run: Run): Caller | undefined => {
  const presented = presentedCredentials(exchange.request, exchange.operation.security);
  if (presented.kind !== 'presented') return undefined;
  const identity = recognise(presented.credential, exchange, run);
  return identity !== undefined && 'caller' in identity ? identity.caller : undefined;
};

/** The pack knows its keys; scenarios know what they handed out. `undefined`: nobody knows the credential. */
export const recognise = (credential: string, { now }: Exchange, run: Run): Identity | undefined => {
  const caller = run.pack.identify(credential, { records: run.draft, now });
  if (caller) return { caller };
  for (const { scenario, config } of takingPart(run.scenarios, (each) => run.configOf(each))) {
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
