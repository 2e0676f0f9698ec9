import type { SentRequest } from './target.ts';

/**
 * A line that repeats a request. The credential that was passed does not appear in it: it ends up in the logs of CI jobs.
 *
 * @param secrets Each with the variable of the environment that stands for it.
 */
export const curlOf = ({ method, url, headers, body }: SentRequest, secrets: ReadonlyMap<string, string>): string => {
  const words = [
    'curl',
    '-i',
    '-X',
    method,
    quoted(url, secrets),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`, secrets)]),
    ...(body === undefined ? [] : ['--data-raw', quoted(shortened(body), secrets)]),
  ];
  return words.join(' ');
};

/**
 * The text with `$KEY` in the place of a secret: what a server answers may hold what it was sent.
 *
 * @param secrets As of {@link curlOf}.
 */
export const masked = (text: string, secrets: ReadonlyMap<string, string>): string =>
  [...secrets].reduce((rest, [secret, variable]) => rest.replaceAll(secret, `$${variable}`), text);

/** A body that tests a limit fills a screen. */
const MAX_BODY_LENGTH = 2_000;

const shortened = (body: string): string =>
  body.length <= MAX_BODY_LENGTH ? body : `${body.slice(0, MAX_BODY_LENGTH)}… (${body.length} characters)`;

/**
 * Within single quotes a POSIX shell takes everything as it stands; for a variable they are left for a moment. Secrets are
 * looked for before the text is quoted, after which one with a quote in it would no longer be found.
 */
const quoted = (text: string, secrets: ReadonlyMap<string, string>): string => {
  const [[secret, variable] = [], ...others] = secrets;
  if (secret === undefined) return text === '' ? '' : `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return text
    .split(secret)
    .map((part) => quoted(part, new Map(others)))
    .join(`"$${variable}"`);
};
