import type { Caller } from '../caller.ts';
import type { Refuse } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import { configIn } from '../request-path/engine.ts';
import type { HeaderFields } from '../request.ts';
import type { Sandbox } from '../sandbox.ts';
import { enabledScenarios } from '../stages/enabled-scenarios.ts';
import type { Instant } from '../state/instant.ts';
import type { Draft } from '../world/draft.ts';
import type { World } from '../world/world.ts';
import type { EngineEndpoint } from './control-context.ts';

interface TokenBearerContext {
  readonly sandbox: Sandbox;
  readonly world: World;
  readonly draft: Draft;
  readonly now: Instant;
  readonly refuse: Refuse;
}

/** The caller that presents the single-use token an endpoint requires; `undefined` if the endpoint requires none. */
export const tokenBearerOf = (
  { access }: EngineEndpoint,
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
      'The token was not issued in this world. An API key is not accepted here. Issue a token, and use it in the same world.',
    ),
  };
};
