import { configIn } from '../engine.ts';
import type { Caller, HeaderFields, Instant, Reply } from '../exchange.ts';
import type { Refuse } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { enabledScenarios } from '../stages/enabled-scenarios.ts';
import type { Draft } from '../state/draft.ts';
import type { World } from '../state/world.ts';
import type { ControlEndpoint } from './endpoint.ts';

interface TokenBearerContext {
  readonly sandbox: Sandbox;
  readonly world: World;
  readonly draft: Draft;
  readonly now: Instant;
  readonly refuse: Refuse;
}

/** Whoever presents the single-use token that an endpoint asks for; `undefined` if the endpoint asks for none. */
export const tokenBearerOf = (
  { access }: ControlEndpoint,
  headers: HeaderFields,
  { sandbox, world, draft, now, refuse }: TokenBearerContext,
): { readonly caller: Caller; readonly subject: string } | { readonly refused: Reply } | undefined => {
  if (access !== 'spend' && access !== 'use') return undefined;
  const credential = /^Bearer +(\S+)$/i.exec(headers.get('authorization')?.[0] ?? '')?.[1];
  if (credential === undefined)
    return { refused: refuse('unauthenticated', 'Send "Authorization: Bearer <calling token>".') };
  const { engine } = sandbox;
  for (const { scenario, config } of enabledScenarios(engine.scenarios, (each) => configIn(engine, world, each.name))) {
    const identity = scenario.identify?.({ config, credential, use: access, records: draft, now, refuse });
    if (identity === undefined) continue;
    if ('refused' in identity) return identity;
    draft.add(identity);
    return { caller: identity.caller, subject: identity.subject ?? '' };
  }
  return {
    refused: refuse(
      'token_unknown',
      'This is no token that was issued in this world; an API key will not do. Issue one, and use it in the same world.',
    ),
  };
};
