/** Every delivery has it, with its id. A request that has it may not make control calls, and causes no callbacks. */
export const DELIVERY_HEADER = 'sandbox-delivery';

const MAX_URL_LENGTH = 2_048;

/** Why a URL cannot be a target; `undefined` if it can. Whether the address is allowed is checked when a delivery is sent. */
export const urlProblem = (text: string): string | undefined => {
  if (text.length > MAX_URL_LENGTH) return `the URL is longer than ${MAX_URL_LENGTH} characters`;
  const url = URL.parse(text);
  if (url === null) return `${JSON.stringify(text)} is not an absolute URL`;
  return url.protocol === 'http:' || url.protocol === 'https:'
    ? undefined
    : `${url.protocol} is neither http: nor https:`;
};
