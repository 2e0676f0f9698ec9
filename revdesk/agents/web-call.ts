import type { Handler } from '../../mock/index.ts';
import { putCall } from '../calls/call.ts';
import { disabledAgent } from '../calls/place/call-by-agent.ts';
import { newCall } from '../calls/place/new-call.ts';
import { placementRefusal } from '../calls/place/placement-refusal.ts';
import { roomOf } from '../calls/place/room-token.ts';
import type { RevDeskSettings } from '../settings.ts';
import { data } from '../table/data.ts';
import { withRow } from '../table/table.ts';
import { AGENTS, numberOf, openingOf } from './agent.ts';

/** A browser has no number. SIP uses this name for a caller without one (RFC 3323, section 4.1.1.3). */
const ANONYMOUS = 'anonymous';

/** `POST /v1/agents/{id}/web-call`: opens a room with the agent, which answers as soon as the browser connects. */
export const openWebCall =
  (settings: RevDeskSettings): Handler =>
  (context) =>
    withRow(AGENTS, context, (agent) => {
      if (!agent.enabled) return { reply: disabledAgent(agent, context) };
      const refused = placementRefusal(settings, context, { kind: 'web', destinations: {} });
      if (refused) return { reply: refused };
      const expires_in = settings.maxCallSeconds;
      const call = newCall(context, {
        kind: 'web',
        from_number: ANONYMOUS,
        to_number: numberOf(agent, context.records)?.id ?? ANONYMOUS,
        agent_says: openingOf(agent),
        ttlSeconds: expires_in,
      });
      const token = context.random.token('rjt_');
      const shown = { token, ...roomOf(call.id), expires_in, agent_id: agent.id, ice_servers: [] };
      return { reply: data(shown, { status: 201 }), changes: [putCall(call)] };
    });
