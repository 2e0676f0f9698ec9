/** The client under test: requests a calling token, and retries if that can help. */
export interface Token {
  readonly token: string;
  readonly call_id: string;
}

export interface ClientOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

const MAX_ATTEMPTS = 3;

export const issueToken = async (from: string, to: string, options: ClientOptions): Promise<Token> => {
  const { baseUrl, apiKey, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } = options;
  const request = {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      // The same for every attempt, so that only one token is issued even if a response is lost.
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ from_number: from, to_number: to }),
  };
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${baseUrl}/v1/webrtc-token`, request).catch(() => undefined);
    if (response?.ok) return ((await response.json()) as { data: Token }).data;
    if (attempt === MAX_ATTEMPTS || !isRetryable(response)) {
      throw new Error(`No token: ${response?.status ?? 'no response'}`);
    }
    await wait(Number(response?.headers.get('retry-after') ?? 1) * 1000);
  }
};

const isRetryable = (response: Response | undefined): boolean =>
  response === undefined || response.status === 429 || response.status >= 500;
