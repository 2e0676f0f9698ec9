import type { StageResult } from '../pipeline.ts';
import type { Refusal } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { HeaderFields, RequestBody, SandboxRequest } from '../request.ts';
import type { Instant } from '../state/instant.ts';
import type { AppliedChange } from '../state/records.ts';
import type { CompletedJob } from '../state/schedule.ts';
import type { Drift } from './drift.ts';
import { sharedPath } from './shared-path.ts';
import type { Trace } from './trace.ts';

/** The record of one request. Credentials are masked when it is shown. */
export interface JournalEntry {
  /** The request id, as in the reply. */
  readonly id: string;
  /** Time on the world's clock. */
  readonly at: Instant;
  /** Absent if the request matched no operation. */
  readonly operation?: string;
  readonly request: SandboxRequest;
  /** A description of the caller; absent if no caller was recognized. */
  readonly caller?: string;
  readonly path: readonly StageResult[];
  readonly refusal?: Refusal;
  /** The override, rule, preference or magic value that forced the outcome. */
  readonly forcedBy?: string;
  readonly undeclared?: boolean;
  /** Present if an upstream answered: contract violations in the exchange with it. */
  readonly drift?: readonly Drift[];
  /** Due jobs that ran before the request. */
  readonly settled: readonly CompletedJob[];
  readonly changes: readonly AppliedChange[];
  readonly reply: Reply;
}

/** The parts of an entry. */
export interface EntryParts extends Pick<JournalEntry, 'id' | 'at' | 'request' | 'settled' | 'changes' | 'reply'> {
  readonly operation?: string;
  readonly trace: Trace;
  /** The body of the reply as text; `undefined` for no content. */
  readonly payload: string | undefined;
}

/**
 * An entry as the journal stores it: headers and bodies as text, which is parsed when the entry is read. A parsed megabyte may take up a
 * hundred; and what the journal holds on to, the garbage collector copies while requests wait.
 */
export class StoredEntry {
  readonly id: string;
  /** Approximate memory of the entry. */
  readonly bytes: number;
  readonly #at: Instant;
  readonly #operation: string | undefined;
  readonly #method: string;
  readonly #target: string;
  readonly #baseUrl: string;
  readonly #headers: string;
  readonly #body: RequestBody | StoredJson;
  readonly #path: readonly StageResult[];
  readonly #details: Pick<JournalEntry, 'caller' | 'refusal' | 'forcedBy' | 'undeclared' | 'drift'>;
  readonly #settled: readonly CompletedJob[];
  readonly #changes: readonly AppliedChange[];
  readonly #reply: Omit<Reply, 'body'>;
  readonly #payload: string | undefined;
  readonly #isText: boolean;

  constructor({ id, at, operation, request, trace, settled, changes, reply, payload }: EntryParts) {
    const { path, caller, refusal, forcedBy, undeclared, drift } = trace;
    const { body, ...head } = reply;
    this.id = id;
    this.#at = at;
    this.#operation = operation;
    this.#method = request.method;
    this.#target = request.target;
    this.#baseUrl = request.baseUrl;
    this.#headers = textOfHeaders(request.headers);
    this.#body = request.body.kind === 'json' ? storedJson(request.body) : request.body;
    this.#path = sharedPath(path);
    this.#details = {
      ...(caller !== undefined && { caller }),
      ...(refusal && { refusal }),
      ...(forcedBy !== undefined && { forcedBy }),
      ...(undeclared !== undefined && { undeclared }),
      ...(drift && { drift }),
    };
    this.#settled = settled;
    this.#changes = changes;
    this.#reply = head;
    this.#payload = payload;
    this.#isText = typeof body === 'string' && body === payload;
    this.bytes = this.#size();
  }

  read(): JournalEntry {
    return {
      id: this.id,
      at: this.#at,
      ...(this.#operation !== undefined && { operation: this.#operation }),
      request: {
        method: this.#method,
        target: this.#target,
        headers: headersFrom(this.#headers),
        body: this.#body.kind === 'stored' ? jsonFrom(this.#body) : this.#body,
        baseUrl: this.#baseUrl,
      },
      path: this.#path,
      ...this.#details,
      settled: this.#settled,
      changes: this.#changes,
      reply: { ...this.#reply, ...(this.#payload !== undefined && { body: this.#replyBody(this.#payload) }) },
    };
  }

  #replyBody(payload: string): unknown {
    return this.#isText ? payload : JSON.parse(payload);
  }

  #size(): number {
    const changes = this.#settled.reduce((sum, job) => sum + job.changes.length, this.#changes.length);
    const body = this.#body.kind === 'none' ? 0 : this.#body.bytes;
    const texts = this.#target.length + this.#headers.length + 2 * (body + (this.#payload?.length ?? 0));
    return FIXED_BYTES + BYTES_PER_CHANGE * changes + texts;
  }
}

/** A JSON body as text. */
interface StoredJson {
  readonly kind: 'stored';
  readonly mediaType: string;
  readonly text: string;
  readonly bytes: number;
}

const storedJson = ({ mediaType, value, text, bytes }: Extract<RequestBody, { kind: 'json' }>): StoredJson => ({
  kind: 'stored',
  mediaType,
  text: text ?? JSON.stringify(value),
  bytes,
});

const jsonFrom = ({ mediaType, text, bytes }: StoredJson): RequestBody => ({
  kind: 'json',
  mediaType,
  value: JSON.parse(text) as unknown,
  text,
  bytes,
});

/** One line for each field: neither names nor values have line breaks (RFC 9110, section 5.5). */
const textOfHeaders = (headers: HeaderFields): string => {
  let text = '';
  for (const [name, values] of headers) for (const value of values) text += `${name}:${value}\n`;
  return text;
};

const headersFrom = (text: string): HeaderFields => {
  const headers = new Map<string, string[]>();
  for (const line of text.split('\n').slice(0, -1)) {
    const at = line.indexOf(':');
    const name = line.slice(0, at);
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1)]);
  }
  return headers;
};

/** The objects of an entry, and the header fields of its reply. */
const FIXED_BYTES = 1_500;

/** A record and the change that has it. After the clock of a world was moved, ten thousand jobs may run before the next request. */
const BYTES_PER_CHANGE = 250;
