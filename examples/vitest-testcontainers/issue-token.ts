/** The client under test: asks for a calling token, and asks again while there is hope. */
export interface Token {
  readonly token: string;
  readonly call_id: string;
}

export interface ClientOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

const TRIES = 3;

export const issueToken = async (from: string, to: string, options: ClientOptions): Promise<Token> => {
  const { baseUrl, apiKey, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } = options;
  const request = {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      // The same for every try, so that a token is made once even if its answer gets lost.
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ from_number: from, to_number: to }),
  };
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(`${baseUrl}/v1/webrtc-token`, request).catch(() => undefined);
    if (response?.ok) return ((await response.json()) as { data: Token }).data;
    if (tried === TRIES || !isWorthAnotherTry(response)) {
      throw new Error(`No token: ${response?.status ?? 'no answer'}`);
    }
    await wait(Number(response?.headers.get('retry-after') ?? 1) * 1000);
  }
};

const isWorthAnotherTry = (response: Response | undefined): boolean =>
  response === undefined || response.status === 429 || response.status >= 500;
