import { shellQuote } from '../../mock/contract/index.ts';
import type { SentRequest } from './target.ts';

/**
 * A curl command that repeats a request. It does not contain the credential, since it is written to the logs of CI jobs.
 *
 * @param secrets Each secret with the environment variable that replaces it.
 */
export const curlOf = ({ method, url, headers, body }: SentRequest, secrets: ReadonlyMap<string, string>): string => {
  const words = [
    'curl',
    '-i',
    '-X',
    method,
    quote(url, secrets),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', quote(`${name}: ${value}`, secrets)]),
    ...(body === undefined ? [] : ['--data-raw', quote(shortened(body), secrets)]),
  ];
  return words.join(' ');
};

/**
 * Replaces each secret in a text by its variable, such as `$KEY`: a reply may echo the request.
 *
 * @param secrets As for {@link curlOf}.
 */
export const mask = (text: string, secrets: ReadonlyMap<string, string>): string =>
  [...secrets].reduce((rest, [secret, variable]) => rest.replaceAll(secret, `$${variable}`), text);

/** Longer bodies, such as one that tests a limit, would fill the screen. */
const MAX_BODY_LENGTH = 2_000;

const shortened = (body: string): string =>
  body.length <= MAX_BODY_LENGTH ? body : `${body.slice(0, MAX_BODY_LENGTH)}… (${body.length} characters)`;

/**
 * Quotes a text for a POSIX shell. Single quotes keep all characters literal; they are closed around a variable. Secrets are replaced
 * before quoting, since a secret that contains a quote could not be found afterwards.
 */
const quote = (text: string, secrets: ReadonlyMap<string, string>): string => {
  const [[secret, variable] = [], ...others] = secrets;
  if (secret === undefined) return text === '' ? '' : shellQuote(text);
  return text
    .split(secret)
    .map((part) => quote(part, new Map(others)))
    .join(`"$${variable}"`);
};
