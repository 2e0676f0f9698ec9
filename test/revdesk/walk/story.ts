import type { JsonObject, RunningSandbox } from '../../../index.ts';
import { KEYS } from '../../../index.ts';
import type { Ask } from '../../../docs/generator/revdesk/provocation.ts';
import { violationsIn } from '../../differential/prism.ts';

/** An answer of RevDesk's API, with what the referee says of it. */
export interface Heard {
  readonly status: number;
  readonly data: JsonObject;
  readonly code: string | undefined;
  readonly text: string;
  /** Empty if nothing was wrong. */
  readonly violations: string;
}

const keyOf = (wanted: string): string => KEYS.find(({ kind }) => kind === wanted)?.credential ?? '';

/** What happens in one world, asked for through the referee. */
export class Story {
  readonly #sandbox: RunningSandbox;
  readonly #refereeUrl: string;
  readonly #world: string;
  #clientToken: string | undefined;

  constructor(sandbox: RunningSandbox, refereeUrl: string, world: string) {
    this.#sandbox = sandbox;
    this.#refereeUrl = refereeUrl;
    this.#world = world;
  }

  /** @param method Upper-case. */
  async ask(method: string, { target, body, headers = {}, by }: Ask): Promise<Heard> {
    const key = await this.#keyFor(by);
    const response = await fetch(this.#refereeUrl + target, {
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
    const said = (text === '' ? {} : JSON.parse(text)) as { readonly data?: JsonObject; readonly error?: JsonObject };
    const code = said.error?.['code'];
    return {
      status: response.status,
      data: said.data ?? {},
      code: typeof code === 'string' ? code : undefined,
      text,
      violations: violationsIn(response),
    };
  }

  /** Asks for what is taken for granted: `made('POST /v1/contacts', { … })`. @throws if it is refused. */
  async made(operation: string, body?: unknown): Promise<JsonObject> {
    const [method = '', target = ''] = operation.split(' ');
    const { status, data, text } = await this.ask(method, { target, body });
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

  async #keyFor(by: Ask['by']): Promise<string | undefined> {
    switch (by) {
      case undefined:
        return keyOf('production');
      case 'another organization':
        return keyOf('other-organization');
      case 'nobody':
        return undefined;
      case 'client token': {
        const bounds = { from_numbers: ['+14155550100'], to_numbers: ['+14155550110'] };
        this.#clientToken ??= String((await this.made('POST /v1/client-tokens', bounds))['token']);
        return this.#clientToken;
      }
    }
  }
}
