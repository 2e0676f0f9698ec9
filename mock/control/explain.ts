import type { ApiPack } from '../api-pack.ts';
import type { RequestBody, SandboxRequest } from '../exchange.ts';
import type { JournalEntry } from '../journal.ts';
import { maskedHeaders, maskedTarget } from './mask.ts';

/** One line about a request. */
export const summarise = (entry: JournalEntry, pack: ApiPack): object => ({
  id: entry.id,
  at: new Date(entry.at).toISOString(),
  operation: entry.operation ?? null,
  request: {
    method: entry.request.method,
    target: maskedTarget(entry.request.target),
    body: bodyOf(entry.request.body),
  },
  status: entry.reply.status,
  decidedBy: entry.path.at(-1)?.stage ?? null,
  refusal: entry.refusal?.kind ?? null,
  forcedBy: entry.forcedBy ?? null,
  undeclared: entry.undeclared ?? false,
  headers: maskedHeaders(entry.request.headers, pack),
});

/** All about a request: why it was answered as it was, what it changed, how to repeat it. */
export const explain = (entry: JournalEntry, pack: ApiPack): object => ({
  ...summarise(entry, pack),
  caller: entry.caller ?? null,
  path: entry.path,
  refusal: entry.refusal
    ? { kind: entry.refusal.kind, detail: entry.refusal.detail, violations: entry.refusal.violations ?? [] }
    : null,
  settled: entry.settled.map(({ due, changes }) => ({ ...due, at: new Date(due.at).toISOString(), changes })),
  changes: entry.changes,
  reply: {
    status: entry.reply.status,
    headers: entry.reply.headers,
    body: entry.reply.body ?? null,
    delayMs: entry.reply.delayMs ?? 0,
    transport: entry.reply.transport ?? null,
  },
  curl: curlFor(entry.request, pack),
});

const bodyOf = (body: RequestBody): unknown => {
  switch (body.kind) {
    case 'none':
      return null;
    case 'json':
      return body.value;
    case 'other':
      return `${body.bytes} bytes of ${body.mediaType ?? 'an unnamed type'}`;
    case 'unreadable':
      return `unreadable: ${body.detail}`;
  }
};

/** Header fields that the client library adds by itself, and would only be in the way. */
const LEFT_OUT =
  /^(host|content-length|connection|accept-encoding|user-agent|transfer-encoding|expect|content-encoding|sec-.*)$/;

const curlFor = (request: SandboxRequest, pack: ApiPack): string => {
  const headers = Object.entries(maskedHeaders(request.headers, pack))
    .filter(([name]) => !LEFT_OUT.test(name))
    .flatMap(([name, values]) => values.map((value) => `-H ${quote(`${name}: ${value}`)}`));
  const body = request.body.kind === 'json' ? [`--data-raw ${quote(JSON.stringify(request.body.value))}`] : [];
  const url = quote(request.baseUrl + maskedTarget(request.target));
  return ['curl -i', `-X ${quote(request.method)}`, url, ...headers, ...body].join(' ');
};

/** Single quotes hide everything from a POSIX shell but themselves. What came off the wire may be pasted by a person. */
const quote = (text: string): string =>
  /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
