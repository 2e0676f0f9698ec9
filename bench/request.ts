import { randomUUID } from 'node:crypto';
import { KEYS } from '../revdesk/callers.ts';

/** The request that all benches send: a valid request to issue a calling token. */
const BODY = JSON.stringify({ from_number: '+14155550100', to_number: '+14155550110' });

const LINES = [
  'POST /v1/webrtc-token HTTP/1.1',
  'Host: 127.0.0.1',
  `Authorization: Bearer ${KEYS[0]?.credential}`,
  'Content-Type: application/json',
  `Content-Length: ${BODY.length}`,
];

/** The request as sent on the wire. */
export const ISSUE_TOKEN = [...LINES, '', BODY].join('\r\n');

/** The same request with a new idempotency key. */
export const issueTokenOnce = (): string => [...LINES, `Idempotency-Key: ${randomUUID()}`, '', BODY].join('\r\n');
