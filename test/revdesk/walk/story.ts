import type { OperationRequest } from '../../../docs/generator/revdesk/provocation.ts';
import type { JsonObject } from '../../../mock/index.ts';
import type { RunningSandbox } from '../../../index.ts';
import { KEYS } from '../../../index.ts';
import { violationsIn } from '../../differential/prism.ts';

/** A reply of the RevDesk API, with the violations that Prism reports. */
export interface CheckedReply {
  readonly status: number;
  readonly data: JsonObject;
  readonly code: string | undefined;
  readonly text: string;
  /** Empty if there are none. */
  readonly violations: string;
}

const keyOf = (wantedKind: string): string => KEYS.find(({ kind }) => kind === wantedKind)?.credential ?? '';

/** A client of one world, which sends its requests through Prism. */
export class Story {
  readonly #sandbox: RunningSandbox;
  readonly #proxyUrl: string;
  readonly #world: string;
  #clientToken: string | undefined;

  constructor(sandbox: RunningSandbox, proxyUrl: string, world: string) {
    this.#sandbox = sandbox;
    this.#proxyUrl = proxyUrl;
    this.#world = world;
  }

  /** @param method In upper case. */
  async send(method: string, { target, body, headers = {}, by }: OperationRequest): Promise<CheckedReply> {
    const key = await this.#keyFor(by);
    const response = await fetch(this.#proxyUrl + target, {
      method,
      headers: {
        'sandbox-world': this.#world,
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const envelope = (text === '' ? {} : JSON.parse(text)) as {
      readonly data?: JsonObject;
      readonly error?: JsonObject;
    };
    const code = envelope.error?.['code'];
    return {
      status: response.status,
      data: envelope.data ?? {},
      code: typeof code === 'string' ? code : undefined,
      text,
      violations: violationsIn(response),
    };
  }

  /** Sends a request that must succeed, such as `call('POST /v1/contacts', { … })`. @throws if it is refused. */
  async call(operation: string, body?: unknown): Promise<JsonObject> {
    const [method = '', target = ''] = operation.split(' ');
    const { status, data, text } = await this.send(method, { target, body });
    if (status >= 300) throw new Error(`${operation}: ${status} ${text}`);
    return data;
  }

  /** Makes a control call, such as `control('POST', '/clock/advance', { seconds: 5 })`. @throws if it is refused. */
  async control(method: string, path: string, body?: unknown): Promise<JsonObject> {
    const response = await fetch(`${this.#sandbox.url}/~${this.#world}/_sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as JsonObject;
  }

  async pass(seconds: number): Promise<void> {
    await this.control('POST', '/clock/advance', { seconds });
  }

  async throttle(): Promise<void> {
    await this.control('PUT', '/scenarios/throttling/settings', { planLimits: { production: 1, demo: 1 } });
  }

  async #keyFor(by: OperationRequest['by']): Promise<string | undefined> {
    switch (by) {
      case undefined:
        return keyOf('production');
      case 'another organization':
        return keyOf('other-organization');
      case 'anonymous':
        return undefined;
      case 'client token': {
        const bounds = { from_numbers: ['+14155550100'], to_numbers: ['+14155550110'] };
        this.#clientToken ??= String((await this.call('POST /v1/client-tokens', bounds))['token']);
        return this.#clientToken;
      }
    }
  }
}
