import type { ControlAnswer, ControlEndpoint, EndpointContext, JsonObject } from '../../mock/index.ts';
import type { Vetted, Vetting, VettingDecision } from './vetting.ts';
import { announceDecision, APPROVED, rejected, withDecision } from './vetting.ts';

const VETTING_DECISION = {
  type: 'object',
  required: ['id', 'status', 'rejection_reasons'],
  properties: {
    id: { type: 'string' },
    status: { enum: ['APPROVED', 'REJECTED'] },
    rejection_reasons: { type: 'array', items: { type: 'string' } },
  },
};

const REASONS: JsonObject = {
  type: 'object',
  required: ['reasons'],
  additionalProperties: false,
  properties: {
    reasons: { type: 'array', minItems: 1, items: { type: 'string' }, description: 'The value of rejection_reasons.' },
  },
};

/** Lets the tester decide in place of the carrier: `POST /enterprises/{id}/approve` and `/reject`. */
export const vettingControls = <Each extends Vetted>(
  vetting: Vetting<Each>,
  path: string,
): readonly ControlEndpoint[] => [
  {
    method: 'POST',
    path: `${path}/{id}/approve`,
    summary: `Approves the ${vetting.table.noun} immediately, as the carrier.`,
    access: 'guarded',
    output: VETTING_DECISION,
    run: (context) => decide(vetting, context, APPROVED),
  },
  {
    method: 'POST',
    path: `${path}/{id}/reject`,
    summary: `Rejects the ${vetting.table.noun} immediately, as the carrier, with the given reasons.`,
    access: 'guarded',
    input: REASONS,
    output: VETTING_DECISION,
    run: (context) =>
      decide(vetting, context, rejected((context.input as { readonly reasons: readonly string[] }).reasons)),
  },
];

const decide = <Each extends Vetted>(
  vetting: Vetting<Each>,
  { path, records, now, refuse }: EndpointContext,
  decision: VettingDecision,
): ControlAnswer => {
  const { table, awaiting } = vetting;
  const id = path.get('id') ?? '';
  const row = records.get<Each>(table.name, id);
  if (row === undefined) return { refused: refuse('not_found', `There is no ${table.noun} ${id} in this world.`) };
  if (row.status !== awaiting) {
    const text = `The ${table.noun} is ${row.status}; the carrier only decides on one that is ${awaiting}.`;
    return { refused: refuse('conflict', text) };
  }
  const after = withDecision(vetting, row, decision, now);
  const body = { id, status: after.status, rejection_reasons: after.rejection_reasons };
  return { ...announceDecision(vetting, after, records, now), body };
};
