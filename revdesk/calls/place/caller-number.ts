import type { Change, HandlerContext, JsonObject, Reply } from '../../../mock/index.ts';
import { evidenceIn, showEvidence } from '../../number-health/evidence.ts';
import { numberFromSet } from '../../number-health/sets/choose-number.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { NUMBERS } from '../../numbers/number.ts';

export interface DialRequest {
  readonly from_number?: string;
  readonly number_set_id?: string;
  readonly to_number: string;
  readonly connect_number?: string;
  readonly record?: boolean;
  /** Ignored: the sandbox always detects answering machines, and a voicemail ends the call as such. */
  readonly amd?: boolean;
  readonly client_name?: string;
  readonly client_label?: string;
}

type Choice =
  | { readonly number: string; readonly shown: JsonObject; readonly changes: readonly Change[] }
  | { readonly refused: Reply };

/** Chooses the caller ID of a bridge. Documented: an exact number takes precedence, and is not replaced if it cannot be used. */
export const callerNumber = (request: DialRequest, context: HandlerContext): Choice => {
  const { from_number, number_set_id = '', to_number } = request;
  if (from_number !== undefined) return exactNumber(from_number, context);
  const chosen = numberFromSet(number_set_id, to_number, context);
  if ('refused' in chosen) return chosen;
  const shown = { selection_source: 'number_set_sticky_health', ...showEvidence(chosen.evidence) };
  return { number: chosen.number.id, shown, changes: chosen.changes };
};

/** The evidence for an unowned number, which only gets here while the scenario `ownership` is off. */
const NO_EVIDENCE = { evidence_state: 'NEEDS_DATA', health_warning: null, recommended_action: 'none' };

/** Documented: a caller ID in bad health causes a warning, never a refusal. */
const exactNumber = (e164: string, { records, exchange: { now } }: HandlerContext): Choice => {
  const number = records.get<PhoneNumber>(NUMBERS, e164);
  const evidence = number ? showEvidence(evidenceIn(records, now)(number)) : NO_EVIDENCE;
  return { number: e164, shown: { selection_source: 'exact_from_number', ...evidence }, changes: [] };
};
