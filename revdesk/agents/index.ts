import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import type { RevDeskSettings } from '../settings.ts';
import { putRow, showRow, withRow } from '../table/table.ts';
import type { Agent } from './agent.ts';
import { AGENTS, agentSeed } from './agent.ts';
import { openWebCall } from './web-call.ts';

type ChangeAgentRequest = Partial<Pick<Agent, 'name' | 'enabled' | 'greeting' | 'system_prompt' | 'voice_id' | 'language'>>;

/** Only what is sent changes; the contract lets through nothing else. */
const change: Handler = (context) =>
  withRow(AGENTS, context, (agent) => {
    const after = { ...agent, ...requestBodyOf<ChangeAgentRequest>(context), updated_at: context.exchange.now };
    return { reply: data(AGENTS.show(after, context)), changes: [putRow(AGENTS, after)] };
  });

/** Agents, and talking to them in a browser. */
export const agents = (settings: RevDeskSettings): Area => ({
  handlers: {
    v1_agents_get: listing(AGENTS, { meta: 'page', order: 'newest first' }),
    v1_agents_id_get: showRow(AGENTS),
    v1_agents_id_patch: change,
    v1_agents_id_web_call_post: openWebCall(settings),
  },
  seed: agentSeed,
  notes: {
    Agents: ['A fresh world has some, and the API makes none. A disabled agent neither calls nor opens a room.'],
  },
});
