import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import type { RevDeskSettings } from '../settings.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import { putRow, showRow, withRow } from '../table/table.ts';
import type { Agent } from './agent.ts';
import { AGENTS, agentSeed } from './agent.ts';
import { openWebCall } from './web-call.ts';

type ChangeAgentRequest = Partial<
  Pick<Agent, 'name' | 'enabled' | 'greeting' | 'system_prompt' | 'voice_id' | 'language'>
>;

/** Only the fields in the request change; the contract rejects other fields. */
const change: Handler = (context) =>
  withRow(AGENTS, context, (agent) => {
    const after = { ...agent, ...requestBodyOf<ChangeAgentRequest>(context), updated_at: context.exchange.now };
    return { reply: data(AGENTS.show(after, context)), changes: [putRow(AGENTS, after)] };
  });

/** Agents, and web calls to them. */
export const agents = (settings: RevDeskSettings): Area => ({
  handlers: {
    v1_agents_get: listing(AGENTS, { meta: 'page', order: 'newest first' }),
    v1_agents_id_get: showRow(AGENTS),
    v1_agents_id_patch: change,
    v1_agents_id_web_call_post: openWebCall(settings),
  },
  seed: agentSeed,
  notes: {
    Agents: [
      'A fresh world has some agents; the API cannot create any. A disabled agent can neither call nor open a room.',
    ],
  },
});
