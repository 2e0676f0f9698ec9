import { randomUUID } from 'node:crypto';
import { KEYS } from '../revdesk/callers.ts';

/** The one request that everything here is measured with: a valid issue of a calling token. */
const BODY = JSON.stringify({ from_number: '+14155550100', to_number: '+14155550110' });

const LINES = [
  'POST /v1/webrtc-token HTTP/1.1',
  'Host: 127.0.0.1',
  `Authorization: Bearer ${KEYS[0]?.credential}`,
  'Content-Type: application/json',
  `Content-Length: ${BODY.length}`,
];

/** The request as it goes over the wire. */
export const ISSUE_TOKEN = [...LINES, '', BODY].join('\r\n');

/** The same under an idempotency key that was never used before. */
export const issueTokenOnce = (): string => [...LINES, `Idempotency-Key: ${randomUUID()}`, '', BODY].join('\r\n');
