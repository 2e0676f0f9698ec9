import type { Handler, HandlerContext, JsonObject, Outcome } from '../../mock/index.ts';
import { AGENTS } from '../agents/agent.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { putRow, rowIn } from '../table/table.ts';
import { announce } from '../webhooks/announce.ts';
import { cnamRefusal, requestedCnam } from './cnam/cnam.ts';
import type { PhoneNumber } from './number.ts';
import { PHONE_NUMBERS, showNumber } from './show-number.ts';
import { withNumber } from './with-number.ts';

interface ChangeNumberRequest {
  readonly name?: string;
  readonly cnam_display_name?: string;
  readonly cnam_enabled?: boolean;
  readonly recording_enabled?: boolean;
  readonly transcription_enabled?: boolean;
  readonly agent_id?: string;
}

/** `PATCH /v1/phone-numbers/{id}`: only what is sent changes. */
export const changeNumber: Handler = (context) =>
  withNumber(context, (number) => {
    const request = requestBodyOf<ChangeNumberRequest>(context);
    const refused = cnamProblem(number, request, context) ?? agentProblem(request, context);
    if (refused) return refused;
    const after: PhoneNumber = { ...number, ...request, ...cnamAfter(number, request, context) };
    return saveNumber(after, settingsOf(after), context);
  });

/** Stores a changed number and notifies subscribers of the change. */
export const saveNumber = (
  number: PhoneNumber,
  shown: JsonObject,
  { exchange: { now }, records }: HandlerContext,
): Outcome => ({
  reply: data(shown),
  changes: [putRow(PHONE_NUMBERS, number)],
  emits: announce(records, {
    organization: number.organization,
    type: 'number_updated',
    subject: String(number.phone_id),
    at: now,
    data: showNumber(number, records),
  }),
});

/** A requested name is enabled, unless the request sets `cnam_enabled`. */
const cnamAfter = (
  number: PhoneNumber,
  { cnam_display_name, cnam_enabled }: ChangeNumberRequest,
  { exchange: { now } }: HandlerContext,
): Partial<PhoneNumber> => {
  if (cnam_display_name === undefined) return {};
  const cnam = requestedCnam(number, cnam_display_name, now);
  return { ...cnam, cnam_enabled: cnam_enabled ?? cnam.cnam_display_name !== null };
};

const cnamProblem = (
  number: PhoneNumber,
  request: ChangeNumberRequest,
  context: HandlerContext,
): Outcome | undefined => {
  if (request.cnam_display_name === undefined && request.cnam_enabled !== true) return undefined;
  if (number.purchase !== 'done') {
    const text = 'The number is not provisioned, so it cannot have a display name. Poll the number until it is active.';
    return { reply: context.refuse('conflict', text) };
  }
  const reply = cnamRefusal(context, number.id);
  return reply && { reply };
};

const agentProblem = ({ agent_id: id }: ChangeNumberRequest, context: HandlerContext): Outcome | undefined => {
  if (id === undefined || rowIn(AGENTS, context, id) !== undefined) return undefined;
  const text = `There is no agent ${id} that this key can access. GET /v1/agents lists the agents that it can access.`;
  return { reply: context.refuse('not_found', text, { fields: { agent_id: text } }) };
};

const settingsOf = (number: PhoneNumber): JsonObject => ({
  id: number.phone_id,
  cnam_display_name: number.cnam_display_name,
  cnam_status: number.cnam_status,
  name: number.name,
  recording_enabled: number.recording_enabled,
  transcription_enabled: number.transcription_enabled,
  agent_id: number.agent_id,
});
