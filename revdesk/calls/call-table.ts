import type { HandlerContext, Instant, JsonObject, RecordView } from '../../mock/index.ts';
import { personOf } from '../account/person.ts';
import { uuidOf } from '../organizations/organization.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Table } from '../table/table.ts';
import type { Call, TestResult } from './call.ts';
import { asOf, CALLS, isOver, secondsOf } from './call.ts';

interface Viewer {
  readonly now: Instant;
  /** Documented: without the scope `recordings:read` a recording's URL is null. */
  readonly canReadRecordings: boolean;
}

/** A call as shown in a list. */
const callSummary = (stored: Call, { now, canReadRecordings }: Viewer): JsonObject => {
  const call = asOf(stored, now);
  const has_recording = call.record && call.answered_at !== null && isOver(call);
  return {
    id: call.id,
    status: call.status,
    direction: call.kind === 'web' ? 'inbound' : 'outbound',
    from_number: call.from_number,
    to_number: call.to_number,
    started_at: shownTimeOrNull(call.started_at),
    ended_at: shownTimeOrNull(call.ended_at),
    duration_seconds: call.answered_at === null && !isOver(call) ? null : secondsOf(call, now),
    phone_number_id: call.phone_number_id,
    has_recording,
    // There is no audio at this URL: `.example` is reserved (RFC 2606).
    recording_url: has_recording && canReadRecordings ? `https://recordings.revdesk.example/${call.id}.mp3` : null,
    has_transcript: hasTranscript(call),
    source: call.kind === 'test' ? SPAM_LABEL_TEST : null,
    client_name: call.client_name,
    client_label: call.client_label,
    credential_type: call.credential_type,
    test_result: call.test_result && showResult(call.test_result),
    failure_code: call.failure_code,
    failure_category: call.failure_category,
  };
};

/** Only answered calls with an agent have a transcript, and only once they have ended. */
export const hasTranscript = (call: Call): boolean =>
  call.agent_says !== null && call.answered_at !== null && isOver(call);

/** The only source of a call that RevDesk documents. */
export const SPAM_LABEL_TEST = 'spam_label_test';

export const showResult = ({ recorded_at, ...result }: TestResult): JsonObject => ({
  ...result,
  recorded_at: shownTime(recorded_at),
});

/** A call as shown on its own. */
export const callDetails = (call: Call, records: RecordView, viewer: Viewer): JsonObject => ({
  ...callSummary(call, viewer),
  organization_id: uuidOf(records, call.organization),
  user_id: personOf(call.organization)?.id ?? null,
});

const viewerIn = ({ exchange: { caller, now } }: HandlerContext): Viewer => ({
  now,
  canReadRecordings: caller.scopes === 'all' || caller.scopes.has('recordings:read'),
});

export const CALL_TABLE: Table<Call> = {
  name: CALLS,
  noun: 'call',
  show: (call, context) => callDetails(call, context.records, viewerIn(context)),
  list: (call, context) => callSummary(call, viewerIn(context)),
};
