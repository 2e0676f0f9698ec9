import type { JsonObject } from '../json.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { OUTBOX } from '../outbox/delivery.ts';
import { decidingStage } from '../pipeline.ts';
import type { RequestBody } from '../request.ts';
import { curlFor } from './curl.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Secrets } from './mask.ts';
import { maskedHeaders, maskedTarget } from './mask.ts';

const TEXT_OR_NULL = { type: ['string', 'null'] };

const SUMMARY_PROPERTIES = {
  id: { type: 'string', description: 'The request id, as in X-Request-Id.' },
  at: { type: 'string', format: 'date-time', description: "Time on the world's clock." },
  operation: TEXT_OR_NULL,
  request: {
    type: 'object',
    required: ['method', 'target', 'body'],
    properties: { method: { type: 'string' }, target: { type: 'string' }, body: {} },
  },
  status: { type: 'integer' },
  decidedBy: { ...TEXT_OR_NULL, description: 'The stage that decided the reply.' },
  forcedBy: { ...TEXT_OR_NULL, description: 'The override, rule, preference or magic number that forced the outcome.' },
  undeclared: { type: 'boolean', description: 'Whether the contract does not declare the status.' },
  headers: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
  drift: {
    type: 'array',
    items: {
      type: 'object',
      required: ['in', 'pointer', 'rule', 'contract', 'server'],
      properties: {
        in: { enum: ['request', 'reply'] },
        pointer: { type: 'string' },
        rule: { type: 'string' },
        contract: { type: 'string', description: 'What the contract says.' },
        server: { type: 'string', description: 'What the server did.' },
      },
    },
    description: 'Contract violations in an exchange with the upstream.',
  },
};

/** JSON Schema of {@link summarize}. */
export const SUMMARY: JsonObject = {
  type: 'object',
  required: Object.keys(SUMMARY_PROPERTIES),
  properties: { ...SUMMARY_PROPERTIES, refusal: TEXT_OR_NULL },
};

/** JSON Schema of {@link explain}. */
export const EXPLANATION: JsonObject = {
  type: 'object',
  required: [
    ...Object.keys(SUMMARY_PROPERTIES),
    'caller',
    'path',
    'refusal',
    'settled',
    'changes',
    'emitted',
    'reply',
    'curl',
  ],
  properties: {
    ...SUMMARY_PROPERTIES,
    caller: TEXT_OR_NULL,
    path: { type: 'array', items: { type: 'object', required: ['stage', 'verdict'] } },
    refusal: { type: ['object', 'null'], required: ['kind', 'detail', 'violations'] },
    settled: {
      type: 'array',
      items: { type: 'object' },
      description: 'Due jobs that ran before the request.',
    },
    changes: { type: 'array', items: { type: 'object', required: ['kind', 'collection', 'id'] } },
    emitted: {
      type: 'array',
      items: { type: 'object', required: ['id', 'about', 'method', 'url'] },
      description: 'The deliveries that the request added to the outbox.',
    },
    reply: { type: 'object', required: ['status', 'headers', 'body', 'delayMs', 'transport'] },
    curl: { type: 'string', description: 'A command that repeats the request.' },
  },
};

/** A summary of a request. */
export const summarize = (entry: JournalEntry, secrets: Secrets): object => ({
  id: entry.id,
  at: new Date(entry.at).toISOString(),
  operation: entry.operation ?? null,
  request: {
    method: entry.request.method,
    target: maskedTarget(entry.request.target, secrets),
    body: bodyOf(entry.request.body),
  },
  status: entry.reply.status,
  decidedBy: decidingStage(entry.path) ?? null,
  refusal: entry.refusal?.kind ?? null,
  forcedBy: entry.forcedBy ?? null,
  undeclared: entry.undeclared ?? false,
  headers: maskedHeaders(entry.request.headers, secrets),
  drift: entry.drift ?? [],
});

/** Explains a request: why it got its reply, what it changed, and how to repeat it. */
export const explain = (entry: JournalEntry, secrets: Secrets): object => ({
  ...summarize(entry, secrets),
  caller: entry.caller ?? null,
  path: entry.path,
  refusal: entry.refusal
    ? { kind: entry.refusal.kind, detail: entry.refusal.detail, violations: entry.refusal.violations ?? [] }
    : null,
  settled: entry.settled.map(({ job, changes }) => ({ ...job, at: new Date(job.at).toISOString(), changes })),
  changes: entry.changes,
  emitted: emittedBy(entry),
  reply: {
    status: entry.reply.status,
    headers: entry.reply.headers,
    body: entry.reply.body ?? null,
    delayMs: entry.reply.delayMs ?? 0,
    transport: entry.reply.transport ?? null,
  },
  curl: curlFor(entry.request, secrets),
});

const emittedBy = ({ changes }: JournalEntry): readonly object[] =>
  changes
    .filter(({ collection, kind, before }) => collection === OUTBOX && kind === 'put' && before === undefined)
    .map(({ after }) => after as Delivery)
    .map(({ id, about, method, url }) => ({ id, about, method, url }));

const bodyOf = (body: RequestBody): unknown => {
  switch (body.kind) {
    case 'none':
      return null;
    case 'json':
      return body.value;
    case 'text':
      return body.text;
    case 'form':
      return body.fields;
    case 'other':
      return `${body.bytes} bytes of ${body.mediaType ?? 'an unknown type'}`;
    case 'unreadable':
      return `unreadable: ${body.detail}`;
  }
};
