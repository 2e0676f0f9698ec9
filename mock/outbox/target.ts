/** On every delivery, with its id. A request that bears it makes no control calls, and calls nothing back. */
export const DELIVERY_HEADER = 'sandbox-delivery';

const LONGEST_URL = 2_048;

/** Why nothing can be sent to a URL; `undefined` if something can. Whether it may be is decided when it is sent. */
export const urlProblem = (text: string): string | undefined => {
  if (text.length > LONGEST_URL) return `the URL is longer than ${LONGEST_URL} characters`;
  const url = URL.parse(text);
  if (url === null) return `${JSON.stringify(text)} is no absolute URL`;
  return url.protocol === 'http:' || url.protocol === 'https:'
    ? undefined
    : `${url.protocol} is neither http: nor https:`;
};
