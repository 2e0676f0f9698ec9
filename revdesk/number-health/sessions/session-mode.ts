export type SessionMode = 'RAPID_AUDIT' | 'HUMAN_READINESS' | 'CONNECTIVITY_QA';
