import { hash } from 'node:crypto';
import type { Operation } from '../mock/contract/operations/operation.ts';
import type { Exchange } from '../mock/exchange.ts';
import type { Reply } from '../mock/reply.ts';
import { withHeaders } from '../mock/reply.ts';
import type { RequestBody } from '../mock/request.ts';
import { queryOf } from '../mock/request.ts';
import type { ScenarioContext } from '../mock/scenario.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { WorldRecord } from '../mock/state/records.ts';
import { put } from '../mock/state/records.ts';

interface IdempotencyConfig {
  readonly header: string;
  readonly keepSeconds: number;
  readonly longestKeyBytes: number;
}

/** The first success with a key. */
type StoredResult = WorldRecord & {
  readonly requestId: string;
  readonly fingerprint: string;
  readonly reply: Pick<Reply, 'status' | 'headers' | 'body'>;
};

export const idempotency = defineScenario<IdempotencyConfig>({
  name: 'idempotency',
  summary:
    'Replays the first success when a request is repeated with its idempotency key. A different request with the same key gets 409.',
  configSchema: {
    properties: {
      header: {
        type: 'string',
        default: 'Idempotency-Key',
        description: 'The scenario applies to operations that declare this header.',
      },
      keepSeconds: {
        type: 'integer',
        minimum: 1,
        default: 86_400,
        description: 'How long a success is kept, in seconds.',
      },
      longestKeyBytes: {
        type: 'integer',
        minimum: 1,
        default: 255,
        description: 'Maximum length of a key, in bytes. A longer key is refused.',
      },
    },
  },
  at: 'accepted',

  coverageSituations: [
    {
      name: 'replay',
      how: 'Send a request a second time with the idempotency key of its first success.',
      concerns: takesKeys,
    },
    {
      name: 'key reused',
      how: 'Send a different request with an idempotency key that has been used.',
      refusal: 'idempotency_key_reused',
      concerns: takesKeys,
    },
    {
      name: 'in progress',
      how: 'Send a request again while its first reply is delayed, for example by an override with delayMs.',
      refusal: 'idempotency_in_progress',
      concerns: takesKeys,
    },
  ],

  around(context, next) {
    const { config, exchange, records, refuse } = context;
    const key = readKey(exchange, config);
    if (key === undefined) return { reply: next() };
    if ('problem' in key) {
      const detail = `${config.header} ${key.problem}.`;
      return { reply: refuse('idempotency_key_malformed', detail, { fields: { [config.header]: key.problem } }) };
    }

    const id = JSON.stringify([exchange.caller.id, exchange.operation.id, key.value]);
    const stored = records.get<StoredResult>('idempotency', id);
    if (stored) return { reply: replay(context, stored) };

    const reply = next();
    if (reply.status >= 400) return { reply };
    const { status, headers, body } = reply;
    const record: StoredResult = {
      id,
      requestId: exchange.id,
      fingerprint: fingerprintOf(exchange),
      reply: { status, headers, body },
    };
    return { reply, changes: [put('idempotency', record, { expiresAt: exchange.now + config.keepSeconds * 1000 })] };
  },
});

/** Only successes are stored, so any stored result can be replayed. The request id and the budget headers are new. */
const replay = (
  { exchange, refuse, errorFormat, isInFlight }: ScenarioContext<IdempotencyConfig>,
  stored: StoredResult,
): Reply => {
  const { requestId, reply } = stored;
  if (stored.fingerprint !== fingerprintOf(exchange)) {
    const detail = `This idempotency key was used for another request, ${requestId}. Use a new key for a new request.`;
    return refuse('idempotency_key_reused', detail, { fields: { conflicts_with: requestId } });
  }
  if (isInFlight(requestId)) {
    const detail = `The first request with this idempotency key, ${requestId}, is still in progress. Try again when it has completed.`;
    return refuse('idempotency_in_progress', detail, { fields: { conflicts_with: requestId } });
  }
  return withHeaders(reply, errorFormat.replayHeaders);
};

type Key = { readonly value: string } | { readonly problem: string };

// A function declaration, which is hoisted: the scenario above refers to it while the module loads.
function takesKeys({ parameters }: Operation, { header }: Pick<IdempotencyConfig, 'header'>): boolean {
  const expected = header.toLowerCase();
  return parameters.some(({ in: location, name }) => location === 'header' && name.toLowerCase() === expected);
}

/** `undefined` if the request has no key, or if the operation does not accept one. */
const readKey = ({ operation, request }: Exchange, { header, longestKeyBytes }: IdempotencyConfig): Key | undefined => {
  const name = header.toLowerCase();
  const values = takesKeys(operation, { header }) ? request.headers.get(name) : undefined;
  if (values === undefined) return undefined;
  if (values.length > 1) return { problem: `must be sent once, but was sent ${values.length} times` };
  const value = unquoted(values[0] ?? '');
  if (value === '') return { problem: 'must not be empty; a UUID is recommended' };
  // Header bytes are decoded as Latin-1: one character is one byte.
  if (value.length > longestKeyBytes) return { problem: `must not be longer than ${longestKeyBytes} bytes` };
  return { value };
};

/**
 * The Internet-Draft (idempotency-key-header-07) specifies a quoted string, but most APIs use an unquoted one: both are the same key.
 * Inside quotes, a backslash escapes the next character (RFC 8941, section 3.3.3).
 */
const unquoted = (text: string): string => {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(text.trim())?.[1];
  return quoted === undefined ? text.trim() : quoted.replaceAll(/\\(.)/g, '$1');
};

/** Equal for requests with the same path parameters, query and parsed body. Key order and white space do not matter. */
const fingerprintOf = ({ request, pathParameters }: Exchange): string => {
  const query = [...queryOf(request)].toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)));
  return hash('sha256', JSON.stringify([[...pathParameters], query, comparableBody(request.body)]), 'base64url');
};

/** Of a body of another kind, only the media type and the length are known. */
const comparableBody = (body: RequestBody): unknown => {
  switch (body.kind) {
    case 'json':
      return { json: sorted(body.value) };
    case 'text':
      return [body.mediaType, body.text];
    case 'form':
      return [body.mediaType, body.fields];
    case 'other':
      return [body.mediaType, body.bytes];
    default:
      return null;
  }
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // Pairs, since an object would move a key such as "1" to the front; wrapped in an object, since an array may itself contain pairs.
  const pairs = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { pairs: pairs.map(([key, item]) => [key, sorted(item)]) };
};
