import { hash } from 'node:crypto';
import type { Operation } from '../mock/contract/operations/operation.ts';
import type { Exchange, Reply, RequestBody } from '../mock/exchange.ts';
import { queryOf, withHeaders } from '../mock/exchange.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { ScenarioContext } from '../mock/scenario.ts';
import type { WorldRecord } from '../mock/state/records.ts';
import { put } from '../mock/state/records.ts';

interface IdempotencyConfig {
  readonly header: string;
  readonly keepSeconds: number;
  readonly longestKeyBytes: number;
}

/** The first success under a key. */
type StoredResult = WorldRecord & {
  readonly requestId: string;
  readonly fingerprint: string;
  readonly reply: Pick<Reply, 'status' | 'headers' | 'body'>;
};

export const idempotency = defineScenario<IdempotencyConfig>({
  name: 'idempotency',
  summary:
    'A request repeated under its idempotency key gets the first success again; another request under the key gets 409.',
  configSchema: {
    properties: {
      header: {
        type: 'string',
        default: 'Idempotency-Key',
        description: 'Operations that declare this header take part.',
      },
      keepSeconds: { type: 'integer', minimum: 1, default: 86_400, description: 'How long a success is kept.' },
      longestKeyBytes: { type: 'integer', minimum: 1, default: 255, description: 'A longer key is refused.' },
    },
  },
  at: 'accepted',

  coverageSituations: [
    {
      name: 'replay',
      how: 'Send a request a second time under the idempotency key of its first success.',
      concerns: takesKeys,
    },
    {
      name: 'key reused',
      how: 'Send another request under an idempotency key that has been used.',
      refusal: 'idempotency_key_reused',
      concerns: takesKeys,
    },
    {
      name: 'in progress',
      how: 'Send a request again while its first answer is held back, as by an override with delayMs.',
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
    const remembered = records.get<StoredResult>('idempotency', id);
    if (remembered) return { reply: replay(context, remembered) };

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

/** Only successes are remembered, so whatever is remembered may be replayed; request id and budget headers are fresh. */
const replay = (
  { exchange, refuse, errorFormat, isInFlight }: ScenarioContext<IdempotencyConfig>,
  remembered: StoredResult,
): Reply => {
  const { requestId, reply } = remembered;
  if (remembered.fingerprint !== fingerprintOf(exchange)) {
    const detail = `This idempotency key was used for another request, ${requestId}. Use a new key for a new request.`;
    return refuse('idempotency_key_reused', detail, { fields: { conflicts_with: requestId } });
  }
  if (isInFlight(requestId)) {
    const detail = `The first request under this idempotency key, ${requestId}, is still being answered. Try again when it is.`;
    return refuse('idempotency_in_progress', detail, { fields: { conflicts_with: requestId } });
  }
  return withHeaders(reply, errorFormat.replayHeaders);
};

type Key = { readonly value: string } | { readonly problem: string };

// A declaration and no constant: the scenario above names it while the module loads.
function takesKeys({ parameters }: Operation, { header }: Pick<IdempotencyConfig, 'header'>): boolean {
  const wanted = header.toLowerCase();
  return parameters.some(({ in: place, name }) => place === 'header' && name.toLowerCase() === wanted);
}

/** `undefined` if there is none, or if the operation does not take one. */
const readKey = ({ operation, request }: Exchange, { header, longestKeyBytes }: IdempotencyConfig): Key | undefined => {
  const name = header.toLowerCase();
  const values = takesKeys(operation, { header }) ? request.headers.get(name) : undefined;
  if (values === undefined) return undefined;
  if (values.length > 1) return { problem: `must be sent once, and was sent ${values.length} times` };
  const value = unquoted(values[0] ?? '');
  if (value === '') return { problem: 'must not be empty; a UUID is recommended' };
  // A header's bytes are read as Latin-1: one character is one byte.
  if (value.length > longestKeyBytes) return { problem: `must not be longer than ${longestKeyBytes} bytes` };
  return { value };
};

/**
 * The Internet-Draft (idempotency-key-header-07) has a quoted string, most APIs a bare one: both are the same key. Inside quotes
 * a backslash takes the next character as it is (RFC 8941, section 3.3.3).
 */
const unquoted = (text: string): string => {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(text.trim())?.[1];
  return quoted === undefined ? text.trim() : quoted.replaceAll(/\\(.)/g, '$1');
};

/** The same request: the same path parameters, query and parsed body. Key order and white space do not matter. */
const fingerprintOf = ({ request, pathParameters }: Exchange): string => {
  const query = [...queryOf(request)].toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)));
  return hash('sha256', JSON.stringify([[...pathParameters], query, meaningOf(request.body)]), 'base64url');
};

/** Of a body that is no JSON only type and length are known. */
const meaningOf = (body: RequestBody): unknown => {
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
  // Pairs, since a key such as "1" would change its place in an object; in an object, since an array may hold pairs of its own.
  const pairs = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { pairs: pairs.map(([key, item]) => [key, sorted(item)]) };
};
