import type { Change, HandlerSituation, Instant, JsonObject } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { shownTime } from '../data.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { ACME, BRAVO } from '../organizations/organization.ts';
import type { Row, Table } from '../table.ts';

/** An AI agent that takes and places calls. */
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
  /** The number that it answers. */
  readonly number: string | null;
  readonly updated_at: Instant;
};

const inList = (agent: Agent, situation: HandlerSituation): JsonObject => {
  const {
    organization: _owner,
    system_prompt: _instructions,
    number: _number,
    created_at,
    updated_at,
    ...shown
  } = agent;
  return {
    ...shown,
    phone_number: numberOf(agent, situation),
    created_at: shownTime(created_at),
    updated_at: shownTime(updated_at),
  };
};

/** A number that the organization no longer has is nobody's to answer. */
const numberOf = ({ number, organization }: Agent, { records }: HandlerSituation): JsonObject | null => {
  const known = records.get<PhoneNumber>(NUMBERS, number ?? '');
  if (known?.organization !== organization) return null;
  return { id: known.phone_id, phone_number: known.id, provider: 'telnyx', is_active: known.active };
};

export const AGENTS: Table<Agent> = {
  name: 'agents',
  noun: 'agent',
  show: (agent, situation) => ({ ...inList(agent, situation), system_prompt: agent.system_prompt }),
  list: inList,
};

/** What an agent opens a conversation with. */
export const openingOf = ({ greeting, name }: Agent): string => greeting ?? `Hello, this is ${name}.`;

const MADE_AT = Date.UTC(2025, 0, 15, 9);

const USUAL = { language: 'en-US', voice_id: 'voice_calm', agent_type: 'both', enabled: true } as const;

/** The API makes none, so a fresh world has some. Their UUIDs are of version 8, which is never drawn. */
const SEED: readonly Agent[] = [
  {
    ...USUAL,
    id: '00000000-0000-8000-8000-00000a9e0002',
    organization: ACME,
    name: 'After hours',
    enabled: false,
    agent_type: 'inbound',
    greeting: null,
    system_prompt: null,
    business_name: null,
    business_description: null,
    number: null,
    created_at: MADE_AT,
    updated_at: MADE_AT,
  },
  {
    ...USUAL,
    id: '00000000-0000-8000-8000-00000a9e0001',
    organization: ACME,
    name: 'Front desk',
    greeting: 'Thank you for calling Acme.',
    system_prompt: 'Answer politely and offer an appointment.',
    business_name: 'Acme',
    business_description: 'A dental practice',
    number: '+14155550100',
    created_at: MADE_AT + 1000,
    updated_at: MADE_AT + 1000,
  },
  {
    ...USUAL,
    id: '00000000-0000-8000-8000-00000a9e0003',
    organization: BRAVO,
    name: 'Reception',
    greeting: 'Bravo, good day.',
    system_prompt: 'Answer briefly.',
    business_name: 'Bravo',
    business_description: null,
    number: '+14155550150',
    created_at: MADE_AT,
    updated_at: MADE_AT,
  },
];

export const agentSeed: readonly Change[] = SEED.map((agent) => put(AGENTS.name, agent));
