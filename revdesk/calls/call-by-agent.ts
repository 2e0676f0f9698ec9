import type { Handler, HandlerSituation, Reply } from '../../mock/index.ts';
import type { Agent } from '../agents/agent.ts';
import { AGENTS, openingOf } from '../agents/agent.ts';
import { contactFor } from '../contacts/contact-for.ts';
import { data, sentIn } from '../data.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import type { RevDeskSettings } from '../settings.ts';
import { missing, rowIn, rowsOf } from '../table.ts';
import { urlOf } from './dial-phones.ts';
import { newCall, start } from './new-call.ts';
import { placementRefusal } from './placement-refusal.ts';

interface AgentCallRequest {
  readonly phoneNumber: string;
  readonly assistantId?: string;
  readonly script?: string;
  readonly name?: string;
}

/** `POST /v1/calls`: an agent calls somebody. */
export const callByAgent =
  (settings: RevDeskSettings): Handler =>
  (situation) => {
    const { phoneNumber, assistantId, script, name } = sentIn<AgentCallRequest>(situation);
    const choice = agentFor(assistantId, situation);
    if ('refused' in choice) return { reply: choice.refused };
    const from = ownNumber(situation);
    if (from === undefined) return { reply: noNumber(situation) };
    const refused = placementRefusal(settings, situation, { kind: 'agent', destinations: { phoneNumber } });
    if (refused) return { reply: refused };
    const { contact, ...made } = contactFor(phoneNumber, situation, name);
    const wish = { kind: 'agent', from_number: from.id, to_number: phoneNumber } as const;
    const agent_says = script ?? openingOf(choice.agent);
    const lifeSeconds = settings.maxCallSeconds;
    const { call, ...started } = start(newCall(situation, { ...wish, agent_says, lifeSeconds }), situation);
    const shown = { call_id: call.id, contact_id: contact.id, status: call.status };
    return {
      reply: data(shown, { status: 202, location: urlOf(call.id, situation) }),
      changes: [...made.changes, ...(started.changes ?? [])],
      later: started.later ?? [],
      emits: [...made.emits, ...(started.emits ?? [])],
    };
  };

/** Documented: without a name the agent that was made last; of those that are enabled, since no other can call. */
const agentFor = (id: string | undefined, situation: HandlerSituation): Choice => {
  const agent = id === undefined ? newestOf(situation) : rowIn(AGENTS, situation, id);
  if (agent?.enabled === true) return { agent };
  if (agent) return { refused: disabledAgent(agent, situation) };
  return { refused: id === undefined ? noAgent(situation) : missing(AGENTS, situation, id).reply };
};

type Choice = { readonly agent: Agent } | { readonly refused: Reply };

const newestOf = (situation: HandlerSituation): Agent | undefined =>
  rowsOf(AGENTS, situation).findLast(
    ({ organization, enabled }) => enabled && organization === situation.exchange.caller.organization,
  );

const noAgent = ({ refuse }: HandlerSituation): Reply =>
  refuse('conflict', 'The organization has no enabled agent, and one has to place the call. Enable an agent first.');

/** What a disabled agent is asked to do. */
export const disabledAgent = ({ id }: Agent, { refuse }: HandlerSituation): Reply =>
  refuse('conflict', `The agent ${id} is disabled, and has to be enabled. PATCH it with {"enabled": true} first.`);

const ownNumber = ({ exchange: { caller }, records }: HandlerSituation): PhoneNumber | undefined =>
  records
    .list<PhoneNumber>(NUMBERS)
    .find(({ organization, active, verified }) => organization === caller.organization && active && verified);

const noNumber = ({ refuse }: HandlerSituation): Reply =>
  refuse('conflict', 'The organization has no active, verified number to call from. Buy or verify one first.');
