import type { FormField, RequestBody, SandboxRequest } from '../request.ts';
import type { Secrets } from './mask.ts';
import { maskedHeaders, maskedTarget } from './mask.ts';

/** A line for a POSIX shell that repeats a request. What was not kept of it is said in a comment. */
export const curlFor = (request: SandboxRequest, secrets: Secrets): string => {
  const { method, body } = request;
  const url = request.baseUrl + maskedTarget(request.target, secrets);
  // With -X HEAD curl would wait for a body. Without -g it takes brackets for patterns, and it tidies dots away.
  const verb = method === 'HEAD' ? ['--head'] : ['-i', '-X', method];
  const options = [...(/[[\]{}]/.test(url) ? ['-g'] : []), ...(/\/\.{1,2}(\/|$)/.test(url) ? ['--path-as-is'] : [])];
  const data = dataFor(body);
  const words = ['curl', ...verb, ...options, url, ...headersFor(request, secrets), ...data];
  return words.map(quote).join(' ') + lostBody(body);
};

const headersFor = ({ headers, body }: SandboxRequest, secrets: Secrets): readonly string[] =>
  Object.entries(maskedHeaders(headers, secrets))
    .filter(([name]) => !LEFT_OUT.test(name))
    // Of a form in parts curl draws the boundary itself.
    .filter(([name]) => name !== 'content-type' || body.kind !== 'form' || body.mediaType !== MULTIPART)
    // "Name:" would leave the field out; "Name;" sends it empty.
    .flatMap(([name, values]) => values.flatMap((value) => ['-H', value === '' ? `${name};` : `${name}: ${value}`]));

/** Fields that curl adds by itself, or that are about how the bytes came. */
const LEFT_OUT =
  /^(host|content-length|connection|keep-alive|accept-encoding|user-agent|transfer-encoding|expect|content-encoding|sec-.*)$/;

const dataFor = (body: RequestBody): readonly string[] => {
  switch (body.kind) {
    case 'json':
      return ['--data-raw', JSON.stringify(body.value)];
    case 'text':
      return ['--data-raw', body.text];
    case 'form':
      return body.mediaType === MULTIPART ? body.fields.flatMap(partFor) : ['--data-raw', urlEncoded(body.fields)];
    default:
      return [];
  }
};

const MULTIPART = 'multipart/form-data';

/** `--form-string` takes a text as it is; with `-F` curl reads a file of that name, which the reader has. */
const partFor = ({ name, value }: FormField): readonly string[] =>
  typeof value === 'string'
    ? ['--form-string', `${name}=${value}`]
    : ['-F', `${name}=@${value.fileName};type=${value.mediaType}`];

const urlEncoded = (fields: readonly FormField[]): string =>
  new URLSearchParams(
    fields.flatMap(({ name, value }): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
  ).toString();

const lostBody = (body: RequestBody): string =>
  body.kind === 'other' || body.kind === 'unreadable' ? ' # The body was not kept.' : '';

/** Single quotes hide everything from a POSIX shell but themselves. What came off the wire may be pasted by a person. */
const quote = (text: string): string =>
  /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
