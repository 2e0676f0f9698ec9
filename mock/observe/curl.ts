import type { FormField, RequestBody, SandboxRequest } from '../request.ts';
import type { Secrets } from './mask.ts';
import { maskedHeaders, maskedTarget } from './mask.ts';
import { shellQuote } from './shell-quote.ts';

/** A curl command for a POSIX shell that repeats a request. A comment says if the body was not kept. */
export const curlFor = (request: SandboxRequest, secrets: Secrets): string => {
  const { method, body } = request;
  const url = request.baseUrl + maskedTarget(request.target, secrets);
  // With -X HEAD, curl would wait for a body. Without -g it reads brackets as patterns, and by default it removes dot segments.
  const verb = method === 'HEAD' ? ['--head'] : ['-i', '-X', method];
  const options = [...(/[[\]{}]/.test(url) ? ['-g'] : []), ...(/\/\.{1,2}(\/|$)/.test(url) ? ['--path-as-is'] : [])];
  const data = dataFor(body);
  const words = ['curl', ...verb, ...options, url, ...headersFor(request, secrets), ...data];
  return words.map(quoteUnlessPlain).join(' ') + missingBodyComment(body);
};

const headersFor = ({ headers, body }: SandboxRequest, secrets: Secrets): readonly string[] =>
  Object.entries(maskedHeaders(headers, secrets))
    .filter(([name]) => !OMITTED.test(name))
    // curl generates the boundary of a multipart form.
    .filter(([name]) => name !== 'content-type' || body.kind !== 'form' || body.mediaType !== MULTIPART)
    // "Name:" would omit the field; "Name;" sends it empty.
    .flatMap(([name, values]) => values.flatMap((value) => ['-H', value === '' ? `${name};` : `${name}: ${value}`]));

/** Fields that curl adds itself, or that describe how the bytes were transferred. */
const OMITTED =
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

/** `--form-string` sends a text literally; with `-F`, curl reads a file of that name, which the user must have. */
const partFor = ({ name, value }: FormField): readonly string[] =>
  typeof value === 'string'
    ? ['--form-string', `${name}=${value}`]
    : ['-F', `${name}=@${value.fileName};type=${value.mediaType}`];

const urlEncoded = (fields: readonly FormField[]): string =>
  new URLSearchParams(
    fields.flatMap(({ name, value }): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
  ).toString();

const missingBodyComment = (body: RequestBody): string =>
  body.kind === 'other' || body.kind === 'unreadable' ? ' # The body was not kept.' : '';

/** A user may paste the command into a shell, so that a text from a request is quoted unless it is harmless. */
const quoteUnlessPlain = (text: string): string => (/^[\w./:=-]+$/.test(text) ? text : shellQuote(text));
