import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, sentIn } from '../data.ts';
import { listing } from '../listing.ts';
import type { RevDeskSettings } from '../settings.ts';
import { putRow, reading, withRow } from '../table.ts';
import type { Agent } from './agent.ts';
import { AGENTS, agentSeed } from './agent.ts';
import { openWebCall } from './web-call.ts';

type Sent = Partial<Pick<Agent, 'name' | 'enabled' | 'greeting' | 'system_prompt' | 'voice_id' | 'language'>>;

/** Only what is sent changes; the contract lets through nothing else. */
const change: Handler = (situation) =>
  withRow(AGENTS, situation, (agent) => {
    const after = { ...agent, ...sentIn<Sent>(situation), updated_at: situation.exchange.now };
    return { reply: data(AGENTS.show(after, situation)), changes: [putRow(AGENTS, after)] };
  });

/** Agents, and talking to them in a browser. */
export const agents = (settings: RevDeskSettings): Area => ({
  handlers: {
    v1_agents_get: listing(AGENTS, { meta: 'page', order: 'newest first' }),
    v1_agents_id_get: reading(AGENTS),
    v1_agents_id_patch: change,
    v1_agents_id_web_call_post: openWebCall(settings),
  },
  seed: agentSeed,
  notes: {
    Agents: ['A fresh world has some, and the API makes none. A disabled agent neither calls nor opens a room.'],
  },
});
