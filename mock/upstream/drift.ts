import { PROBLEM_TYPE } from '../contract/bodies/reply-problem.ts';
import { pointerTo, pointerTokens, valueAt } from '../contract/document/pointer.ts';
import type { HeaderContract, MediaContract, Operation, ResponseContract } from '../contract/operations/operation.ts';
import { isJson, mediaFor, mediaTypeOf, responseFor } from '../contract/operations/operation.ts';
import { valueIn } from '../contract/parameters/text-value.ts';
import { typeOf } from '../contract/schemas/shape.ts';
import type { Violation } from '../contract/schemas/violation.ts';
import type { Drift } from '../observe/drift.ts';
import { isSecretName } from '../observe/secret-name.ts';
import type { Refusal } from '../refusal.ts';
import type { UpstreamReply } from './upstream.ts';

/** More lines for one exchange help no reader. */
const MAX_DRIFT = 20;

/** What is invalid in a request that was forwarded anyway, since the upstream has the last word. */
export const requestDrift = ({ violations, kind, detail }: Refusal, status: number): readonly Drift[] => {
  const server = status < 400 ? `accepted the request with ${status}` : `refused the request with ${status}`;
  if (violations === undefined) return [{ in: 'request', pointer: '', rule: kind, contract: detail, server }];
  return violations
    .slice(0, MAX_DRIFT)
    .map((violation) => ({ in: 'request', ...placeOf(violation), contract: wordingOf(violation), server }));
};

/** What is invalid in a reply of the upstream. */
export const replyDrift = (reply: UpstreamReply, operation: Operation, method: string): readonly Drift[] => {
  const declared = responseFor(operation, reply.status);
  if (declared === undefined) return [undeclaredStatus(reply, operation)];
  // A reply to HEAD has no body, whatever is declared for GET (RFC 9110, section 9.3.2).
  const body = method === 'HEAD' ? [] : bodyDrift(reply, declared);
  return [...body, ...headerDrift(reply, declared)].slice(0, MAX_DRIFT);
};

const undeclaredStatus = ({ status }: UpstreamReply, { responses }: Operation): Drift => ({
  in: 'reply',
  pointer: '/status',
  rule: 'status',
  contract: `declares ${responses.map((response) => response.status).join(', ')}`,
  server: `answered ${status}`,
});

type About = (rule: string, contract: string, server: string) => readonly Drift[];

const bodyDrift = (reply: UpstreamReply, { content, pointer }: ResponseContract): readonly Drift[] => {
  const type = mediaTypeOf(reply.headers.get('content-type')?.[0] ?? '');
  const about: About = (rule, contract, server) => [
    { in: 'reply', pointer: '/body', rule, contract: `${contract} (${pointer})`, server },
  ];
  if (content.length === 0) return strayBody(reply, type, about);
  if (reply.body.kind === 'none') return missingBody(reply, content, about);
  const media = mediaFor(content, type);
  if (media !== undefined) return isJson(type) ? valueDrift(reply.body, media, about) : [];
  return about('media-type', `declares ${typesOf(content)}`, `sent ${type || 'no media type'}`);
};

/** If the contract declares no content for an error, a problem document (RFC 9457) is allowed. */
const strayBody = ({ body, status }: UpstreamReply, type: string, about: About): readonly Drift[] =>
  body.kind === 'none' || (status >= 400 && type === PROBLEM_TYPE)
    ? []
    : about('content', 'declares no content', `sent ${body.bytes} bytes`);

/** RFC 9110, section 15.4.5: a 304 never has content. */
const missingBody = ({ status }: UpstreamReply, content: readonly MediaContract[], about: About): readonly Drift[] =>
  status === 304 ? [] : about('content', `declares ${typesOf(content)}`, 'sent no content');

type PresentBody = Exclude<UpstreamReply['body'], { kind: 'none' }>;

const valueDrift = (body: PresentBody, media: MediaContract, about: About): readonly Drift[] => {
  if (body.kind !== 'value') return about('json', `declares ${media.mediaType}`, unreadableText(body));
  return media.validate(body.value).map((violation) => ({
    in: 'reply',
    ...placeOf(violation, '/body'),
    contract: `${wordingOf(violation)} (${media.schemaPointer})`,
    server: sent(valueAt(body.value, violation.pointer), violation),
  }));
};

const typesOf = (content: readonly MediaContract[]): string => content.map(({ mediaType }) => mediaType).join(', ');

const unreadableText = (body: Exclude<PresentBody, { kind: 'value' }>): string =>
  body.kind === 'unreadable'
    ? `sent a body that cannot be read: ${body.detail}`
    : `sent ${body.bytes} bytes that are not text`;

const headerDrift = ({ headers }: UpstreamReply, declared: ResponseContract): readonly Drift[] =>
  declared.headers.flatMap((header) => {
    const texts = headers.get(header.name);
    const pointer = pointerTo('', 'header', header.name);
    if (texts === undefined) return header.required ? [missingHeader(header, pointer)] : [];
    return header.validate(valueIn(texts, header)).map((violation) => ({
      in: 'reply',
      ...placeOf(violation, pointer),
      contract: `${header.name} ${violation.message}`,
      server: sent(texts.join(', '), { ...violation, field: header.name }),
    }));
  });

const missingHeader = ({ name }: HeaderContract, pointer: string): Drift => ({
  in: 'reply',
  pointer,
  rule: 'required',
  contract: `${name} is required`,
  server: 'left it out',
});

const placeOf = ({ pointer, rule }: Violation, prefix = ''): Pick<Drift, 'pointer' | 'rule'> => ({
  pointer: prefix + pointer,
  rule,
});

const wordingOf = ({ field, message }: Violation): string => `${field || 'the body'} ${message}`;

/** Drift is logged, so that secrets and long values are not repeated. */
const sent = (value: unknown, { field, pointer }: Violation): string => {
  if (value === undefined) return 'left it out';
  const isSecret = isSecretName(field) || pointerTokens(pointer).some(isSecretName);
  if (isSecret || (typeof value === 'object' && value !== null)) return `sent ${article(typeOf(value))}`;
  const text = JSON.stringify(value);
  return text.length <= MAX_VALUE_LENGTH
    ? `sent ${text}`
    : `sent ${article(typeOf(value))} of ${text.length} characters`;
};

const MAX_VALUE_LENGTH = 80;

const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
