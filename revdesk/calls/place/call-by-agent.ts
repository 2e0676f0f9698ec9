import type { Handler, HandlerContext, Reply } from '../../../mock/index.ts';
import type { Agent } from '../../agents/agent.ts';
import { AGENTS, openingOf } from '../../agents/agent.ts';
import { contactFor } from '../../contacts/contact-for.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { NUMBERS } from '../../numbers/number.ts';
import type { RevDeskSettings } from '../../settings.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { missing, rowIn, rowsOf } from '../../table/table.ts';
import { urlOf } from './dial-phones.ts';
import { newCall, start } from './new-call.ts';
import { placementRefusal } from './placement-refusal.ts';

interface AgentCallRequest {
  readonly phoneNumber: string;
  readonly assistantId?: string;
  readonly script?: string;
  readonly name?: string;
}

/** `POST /v1/calls`: an agent calls a phone number. */
export const callByAgent =
  (settings: RevDeskSettings): Handler =>
  (context) => {
    const { phoneNumber, assistantId, script, name } = requestBodyOf<AgentCallRequest>(context);
    const choice = agentFor(assistantId, context);
    if ('refused' in choice) return { reply: choice.refused };
    const from = ownNumber(context);
    if (from === undefined) return { reply: noNumber(context) };
    const refused = placementRefusal(settings, context, { kind: 'agent', destinations: { phoneNumber } });
    if (refused) return { reply: refused };
    const { contact, ...created } = contactFor(phoneNumber, context, name);
    const parties = { from_number: from.id, to_number: phoneNumber };
    const agent_says = script ?? openingOf(choice.agent);
    const ttlSeconds = settings.maxCallSeconds;
    const { call, ...started } = start(
      newCall(context, { kind: 'agent', ...parties, agent_says, ttlSeconds }),
      context,
    );
    const shown = { call_id: call.id, contact_id: contact.id, status: call.status };
    return {
      reply: data(shown, { status: 202, location: urlOf(call.id, context) }),
      changes: [...created.changes, ...(started.changes ?? [])],
      schedule: started.schedule ?? [],
      emits: [...created.emits, ...(started.emits ?? [])],
    };
  };

/** Documented: if the request does not name an agent, the newest one is used; here only enabled agents count, since others cannot call. */
const agentFor = (id: string | undefined, context: HandlerContext): Choice => {
  const agent = id === undefined ? newestOf(context) : rowIn(AGENTS, context, id);
  if (agent?.enabled === true) return { agent };
  if (agent) return { refused: disabledAgent(agent, context) };
  return { refused: id === undefined ? noAgent(context) : missing(AGENTS, context, id).reply };
};

type Choice = { readonly agent: Agent } | { readonly refused: Reply };

const newestOf = (context: HandlerContext): Agent | undefined =>
  rowsOf(AGENTS, context).findLast(
    ({ organization, enabled }) => enabled && organization === context.exchange.caller.organization,
  );

const noAgent = ({ refuse }: HandlerContext): Reply =>
  refuse('conflict', 'The organization has no enabled agent to place the call. Enable an agent first.');

/** Refuses a call of a disabled agent. */
export const disabledAgent = ({ id }: Agent, { refuse }: HandlerContext): Reply =>
  refuse('conflict', `The agent ${id} is disabled. Enable it first: PATCH it with {"enabled": true}.`);

const ownNumber = ({ exchange: { caller }, records }: HandlerContext): PhoneNumber | undefined =>
  records
    .list<PhoneNumber>(NUMBERS)
    .find(({ organization, active, verified }) => organization === caller.organization && active && verified);

const noNumber = ({ refuse }: HandlerContext): Reply =>
  refuse('conflict', 'The organization has no active, verified number to call from. Buy or verify one first.');
