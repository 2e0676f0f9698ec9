import type { Handler, JsonObject } from '../../mock/index.ts';
import { isUnderHipaa } from '../organizations/organization.ts';
import { data, shownTime } from '../table/data.ts';
import { missing, withRow } from '../table/table.ts';
import { CALL_TABLE, hasTranscript } from './call-table.ts';
import type { Call } from './call.ts';

/** `GET /v1/calls/{id}/transcript`. */
export const readTranscript: Handler = (context) =>
  withRow(CALL_TABLE, context, (call) => {
    const { records, refuse } = context;
    // Documented: a HIPAA policy withholds transcripts. The reply is the same whether or not the call has one.
    if (isUnderHipaa(records, call.organization)) {
      const text = 'The organization is under a HIPAA policy, which withholds transcripts.';
      return { reply: refuse('forbidden', text, { reason: 'content_policy_forbidden' }) };
    }
    if (!hasTranscript(call)) return missing(TRANSCRIPT, context);
    const turns = turnsOf(call);
    return {
      reply: data({
        call_id: call.id,
        transcript: turns.map(({ role, text }) => `${role}: ${text}`).join('\n'),
        structured_transcript: turns,
        transcript_provider: 'deepgram',
      }),
    };
  });

const TRANSCRIPT = { ...CALL_TABLE, noun: 'transcript of a call' };

/** The agent's first sentence, and the other party's reply. */
const turnsOf = ({ agent_says, answered_at, failure_code, ended_at }: Call): readonly (JsonObject & Turn)[] => {
  const start = answered_at ?? 0;
  const reply = failure_code === 'voicemail' ? 'Please leave a message after the tone.' : 'Thank you, that suits me.';
  return [
    { role: 'agent', text: agent_says ?? '', timestamp: shownTime(start), interrupted: false, language: 'en' },
    {
      role: 'user',
      text: reply,
      timestamp: shownTime(Math.min(start + 3000, ended_at ?? start)),
      interrupted: false,
      language: 'en',
    },
  ];
};

interface Turn {
  readonly role: 'agent' | 'user';
  readonly text: string;
}
