import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import type { RevDeskSettings } from '../settings.ts';
import { showRow } from '../table/table.ts';
import { asOf } from './call.ts';
import { callByAgent } from './place/call-by-agent.ts';
import { callControls } from './control/call-controls.ts';
import { CALL_TABLE, SPAM_LABEL_TEST } from './call-table.ts';
import { dialPhones } from './place/dial-phones.ts';
import { gateway } from './control/gateway.ts';
import { hangUpCall } from './hang-up.ts';
import { issueToken } from './place/issue-token.ts';
import { jobHandlers } from './script/jobs.ts';
import { issueRoomToken } from './place/room-token.ts';
import { placeTestCall, recordTestResult } from './place/test-call.ts';
import { readTranscript } from './transcript.ts';

const listCalls = listing(CALL_TABLE, {
  meta: 'list',
  order: 'newest first',
  filters: {
    status: (call, wanted, { exchange: { now } }) => asOf(call, now).status === wanted,
    source: ({ kind }, wanted) => wanted === SPAM_LABEL_TEST && kind === 'test',
  },
});

/** Calls, and the tokens that they are made with. */
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
      'A call that RevDesk places is `QUEUED` for a second, then rings; how it goes depends on the number (magic numbers).',
      'A bridge stands when both phones have answered, and ends with the first that does; without `connect_number` it goes as `to_number` does.',
      'What an agent said can be read after the end. A recording has a URL, and nothing is there to be heard.',
    ],
    WebRTC: [
      'A client token is good for its numbers until it expires, and for no other operation than the two that issue tokens for calls.',
      'A room token is spent as a calling token is, at `/_sandbox/gateway/connect`; then RevDesk dials, and an agent answers, at once.',
      '`ttl_seconds` bounds how long a room token may stay unused, and not the call.',
    ],
  },
});
