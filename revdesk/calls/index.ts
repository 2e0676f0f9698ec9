import type { Area } from '../area.ts';
import type { RevDeskSettings } from '../settings.ts';
import { listing } from '../table/listing.ts';
import { showRow } from '../table/table.ts';
import { CALL_TABLE, SPAM_LABEL_TEST } from './call-table.ts';
import { asOf } from './call.ts';
import { callControls } from './control/call-controls.ts';
import { gateway } from './control/gateway.ts';
import { hangUpCall } from './hang-up.ts';
import { callByAgent } from './place/call-by-agent.ts';
import { dialPhones } from './place/dial-phones.ts';
import { issueToken } from './place/issue-token.ts';
import { issueRoomToken } from './place/room-token.ts';
import { placeTestCall, recordTestResult } from './place/test-call.ts';
import { jobHandlers } from './script/jobs.ts';
import { readTranscript } from './transcript.ts';

const listCalls = listing(CALL_TABLE, {
  meta: 'list',
  order: 'newest first',
  filters: {
    status: (call, status, { exchange: { now } }) => asOf(call, now).status === status,
    source: ({ kind }, source) => source === SPAM_LABEL_TEST && kind === 'test',
  },
});

/** Calls, and the tokens with which they are placed. */
export const calls = (settings: RevDeskSettings): Area => ({
  handlers: {
    v1_webrtc_token_post: issueToken(settings),
    v1_room_token_post: issueRoomToken(settings),
    v1_calls_get: listCalls,
    v1_calls_post: callByAgent(settings),
    v1_calls_dial_post: dialPhones(settings),
    v1_calls_id_get: showRow(CALL_TABLE),
    v1_calls_id_hangup_post: hangUpCall,
    v1_calls_id_test_result_patch: recordTestResult,
    v1_calls_id_transcript_get: readTranscript,
    v1_phone_numbers_id_test_call_post: placeTestCall(settings),
  },
  jobHandlers,
  controls: [...gateway, ...callControls],
  notes: {
    Calls: [
      'A call that RevDesk places is `QUEUED` for a second, then rings. What happens next depends on the number (see the magic numbers).',
      'A bridge is connected once both phones have answered, and ends when the first phone ends. Without `connect_number`, only `to_number` determines what happens.',
      'The transcript of an agent’s call is available once the call has ended. A recording has a URL, but there is no audio at it.',
    ],
    WebRTC: [
      'A client token is valid for its numbers until it expires, and only for the two operations that issue tokens for calls.',
      'A room token is spent at `/_sandbox/gateway/connect`, like a calling token. Then RevDesk dials, or the agent answers, immediately.',
      '`ttl_seconds` limits how long a room token may stay unused, not the duration of the call.',
    ],
  },
});
