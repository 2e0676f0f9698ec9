import type { Change, HandlerContext, JsonObject, Reply } from '../../../mock/index.ts';
import { numberFromSet } from '../../number-health/sets/choose-number.ts';
import { evidenceIn, showEvidence } from '../../number-health/evidence.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { NUMBERS } from '../../numbers/number.ts';

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

type Choice =
  | { readonly number: string; readonly shown: JsonObject; readonly changes: readonly Change[] }
  | { readonly refused: Reply };

/** The caller ID of a bridge. Documented: an exact number wins, and is not replaced when it cannot be used. */
export const callerNumber = (request: DialRequest, context: HandlerContext): Choice => {
  const { from_number, number_set_id = '', to_number } = request;
  if (from_number !== undefined) return exactly(from_number, context);
  const chosen = numberFromSet(number_set_id, to_number, context);
  if ('refused' in chosen) return chosen;
  const shown = { selection_source: 'number_set_sticky_health', ...showEvidence(chosen.evidence) };
  return { number: chosen.number.id, shown, changes: chosen.changes };
};

/** What is said of a number that nobody has, and that only gets here while the scenario `ownership` is off. */
const NOTHING_KNOWN = { evidence_state: 'NEEDS_DATA', health_warning: null, recommended_action: 'none' };

/** Documented: a caller ID in bad health brings a warning, and never a refusal. */
const exactly = (e164: string, { records, exchange: { now } }: HandlerContext): Choice => {
  const number = records.get<PhoneNumber>(NUMBERS, e164);
  const evidence = number ? showEvidence(evidenceIn(records, now)(number)) : NOTHING_KNOWN;
  return { number: e164, shown: { selection_source: 'exact_from_number', ...evidence }, changes: [] };
};
