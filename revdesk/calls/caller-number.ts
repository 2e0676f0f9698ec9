import type { HandlerSituation, JsonObject, Reply } from '../../mock/index.ts';

export interface DialRequest {
  readonly from_number?: string;
  readonly number_set_id?: string;
  readonly to_number: string;
  readonly connect_number?: string;
  readonly record?: boolean;
  /** Answering machines are always told apart here: a voicemail ends the call as one. */
  readonly amd?: boolean;
  readonly client_name?: string;
  readonly client_label?: string;
}

type Choice = { readonly number: string; readonly shown: JsonObject } | { readonly refused: Reply };

/** The caller ID of a bridge. Documented: an exact number wins, and is not replaced when it cannot be used. */
export const callerNumber = (
  { from_number, number_set_id = '', to_number }: DialRequest,
  situation: HandlerSituation,
): Choice =>
  from_number === undefined
    ? numberFromSet(number_set_id, to_number, situation)
    : { number: from_number, shown: { selection_source: 'exact_from_number', ...healthOf(from_number, situation) } };

/** The number that a set has for a destination. */
const numberFromSet = (id: string, _destination: string, { refuse }: HandlerSituation): Choice => ({
  refused: refuse('not_found', `There is no number set ${id} within reach of this key. Name one, or a from_number.`),
});

/** Documented: a caller ID in bad health brings a warning, and never a refusal. */
const healthOf = (number: string, { records }: HandlerSituation): JsonObject => {
  const known = records.list('reputation_numbers').find((row) => row['phone_number'] === number);
  const risk = known?.['spam_risk'] ?? null;
  if (risk === null) return { evidence_state: 'NEEDS_DATA', health_warning: null, recommended_action: 'none' };
  if (risk !== 'HIGH') return { evidence_state: 'CLEAN_OBSERVED', health_warning: null, recommended_action: 'none' };
  const health_warning = `${number} may show as spam: its spam risk is HIGH.`;
  return { evidence_state: 'FLAGGED', health_warning, recommended_action: 'use_another_number' };
};
