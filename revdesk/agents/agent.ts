import type { Change, HandlerContext, Instant, JsonObject, RecordView } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { phoneNumbersIn } from '../numbers/number.ts';
import { shownNumber } from '../numbers/show-number.ts';
import { ACME, BRAVO } from '../organizations/organization.ts';
import { shownTime } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';
import { AFTER_HOURS, FRONT_DESK, RECEPTION } from './seeded-agents.ts';

/** An AI agent that receives and places calls. */
export type Agent = Row & {
  readonly name: string;
  readonly enabled: boolean;
  readonly agent_type: 'inbound' | 'outbound' | 'both' | 'unassigned';
  readonly greeting: string | null;
  readonly system_prompt: string | null;
  readonly language: string | null;
  readonly voice_id: string | null;
  readonly business_name: string | null;
  readonly business_description: string | null;
  readonly updated_at: Instant;
};

const showInList = (agent: Agent, { records }: HandlerContext): JsonObject => {
  const number = numberOf(agent, records);
  const { organization: _owner, system_prompt: _instructions, created_at, updated_at, ...shown } = agent;
  return {
    ...shown,
    phone_number: number === undefined ? null : showNumber(number),
    created_at: shownTime(created_at),
    updated_at: shownTime(updated_at),
  };
};

/** The number that an agent answers. The number refers to the agent, and may belong to a sub-entity. */
export const numberOf = ({ id }: Agent, records: RecordView): PhoneNumber | undefined =>
  phoneNumbersIn(records).find((number) => number.agent_id === id);

const showNumber = (number: PhoneNumber): JsonObject => ({
  id: number.phone_id,
  phone_number: shownNumber(number),
  provider: 'telnyx',
  is_active: number.active,
});

export const AGENTS: Table<Agent> = {
  name: 'agents',
  noun: 'agent',
  show: (agent, context) => ({ ...showInList(agent, context), system_prompt: agent.system_prompt }),
  list: showInList,
};

/** The first sentence of an agent in a conversation. */
export const openingOf = ({ greeting, name }: Agent): string => greeting ?? `Hello, this is ${name}.`;

const CREATED_AT = Date.UTC(2025, 0, 15, 9);

const DEFAULTS = { language: 'en-US', voice_id: 'voice_calm', agent_type: 'both', enabled: true } as const;

const SEED: readonly Agent[] = [
  {
    ...DEFAULTS,
    id: AFTER_HOURS,
    organization: ACME,
    name: 'After hours',
    enabled: false,
    agent_type: 'inbound',
    greeting: null,
    system_prompt: null,
    business_name: null,
    business_description: null,
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
  },
  {
    ...DEFAULTS,
    id: FRONT_DESK,
    organization: ACME,
    name: 'Front desk',
    greeting: 'Thank you for calling Acme.',
    system_prompt: 'Answer politely and offer an appointment.',
    business_name: 'Acme',
    business_description: 'A dental practice',
    created_at: CREATED_AT + 1000,
    updated_at: CREATED_AT + 1000,
  },
  {
    ...DEFAULTS,
    id: RECEPTION,
    organization: BRAVO,
    name: 'Reception',
    greeting: 'Bravo, good day.',
    system_prompt: 'Answer briefly.',
    business_name: 'Bravo',
    business_description: null,
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
  },
];

export const agentSeed: readonly Change[] = SEED.map((agent) => put(AGENTS.name, agent));
