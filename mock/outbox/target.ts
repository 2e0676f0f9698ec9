/** On every delivery, with its id. A request that bears it makes no control calls, and calls nothing back. */
export const DELIVERY_HEADER = 'sandbox-delivery';

const MAX_URL_LENGTH = 2_048;

/** Why nothing can be sent to a URL; `undefined` if something can. Whether it may be is decided when it is sent. */
export const urlProblem = (text: string): string | undefined => {
  if (text.length > MAX_URL_LENGTH) return `the URL is longer than ${MAX_URL_LENGTH} characters`;
  const url = URL.parse(text);
  if (url === null) return `${JSON.stringify(text)} is no absolute URL`;
  return url.protocol === 'http:' || url.protocol === 'https:'
    ? undefined
    : `${url.protocol} is neither http: nor https:`;
};
