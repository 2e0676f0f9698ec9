/** A typed client of the sandbox's control API. Imports nothing of the sandbox: it can drive one anywhere. @module */
import type {
  CallState,
  ClockMoved,
  ClockState,
  CoverageReport,
  DeliveryState,
  ExpectedCalls,
  NumberState,
  OverrideStub,
  OverrideState,
  Readiness,
  ReloadState,
  RequestExplained,
  RequestFilter,
  RequestSummary,
  Rule,
  RuleState,
  ScenarioState,
  Snapshot,
  VerifyResult,
  WebhookState,
} from './answers.ts';
import type { ControlCall, ControlTarget } from './control-call.ts';
import { createControlCall } from './control-call.ts';

/**
 * The tester's hand in one world.
 *
 * @example
 * const control = new ControlClient({ url: 'http://127.0.0.1:4010' });
 * await control.clock.freeze();
 * await control.overrides.add({ operation: 'v1_webrtc_token_post', reply: { status: 429 } });
 */
export class ControlClient {
  readonly #target: ControlTarget;
  readonly #call: ControlCall;

  constructor(target: ControlTarget) {
    this.#target = target;
    this.#call = createControlCall(target);
  }

  /** The same sandbox, another world. */
  inWorld(world: string): ControlClient {
    return new ControlClient({ ...this.#target, world });
  }

  /** Whether the server answers, and what it serves. */
  ready(): Promise<Readiness> {
    return this.#call('GET', '/ready');
  }

  /** Has contract and settings read anew, for all worlds. With faults, what was there before is still served. */
  reload(): Promise<ReloadState> {
    return this.#call('POST', '/reload');
  }

  /** Puts the world back to its seed. */
  reset(): Promise<void> {
    return this.#call('POST', '/reset');
  }

  snapshot(): Promise<Snapshot> {
    return this.#call('GET', '/snapshot');
  }

  restore(snapshot: Snapshot): Promise<void> {
    return this.#call('PUT', '/snapshot', snapshot);
  }

  /** Copies this world's records into another. */
  async fork(name: string): Promise<ControlClient> {
    await this.#call('POST', '/fork', { name });
    return this.inWorld(name);
  }

  /**
   * Whether an operation was called as expected since the journal was emptied, in this world.
   *
   * @example
   * // Called exactly twice under an idempotency key, the second time as a replay.
   * await control.verify('v1_webrtc_token_post', {
   *   request: like({ headers: { 'idempotency-key': /./ } }),
   *   calls: [{}, { reply: like({ headers: { 'idempotency-replay': 'true' } }) }],
   * });
   */
  verify(operation: string, expected: ExpectedCalls = {}): Promise<VerifyResult> {
    return this.#call('POST', '/verify', { operation, ...expected });
  }

  readonly clock = {
    read: (): Promise<ClockState> => this.#call('GET', '/clock'),
    /** Makes the clock stand still, now or at an instant. */
    freeze: (at?: Date): Promise<ClockState> => this.#call('POST', '/clock/freeze', at ? { at: at.toISOString() } : {}),
    advance: (seconds: number): Promise<ClockMoved> => this.#call('POST', '/clock/advance', { seconds }),
    /** To the next thing that is due. */
    advanceToNext: (): Promise<ClockMoved> => this.#call('POST', '/clock/advance', { to: 'next' }),
    resume: (): Promise<ClockState> => this.#call('POST', '/clock/resume', {}),
  };

  /** What the browser SDK's server side would do with a calling token. */
  readonly gateway = {
    connect: (token: string): Promise<CallState> => this.#call('POST', '/gateway/connect', {}, token),
    dial: (token: string): Promise<CallState> => this.#call('POST', '/gateway/dial', {}, token),
    hangup: (token: string): Promise<CallState> => this.#call('POST', '/gateway/hangup', {}, token),
  };

  readonly calls = {
    /** Newest first. */
    list: async (): Promise<readonly CallState[]> => (await this.#call<{ calls: CallState[] }>('GET', '/calls')).calls,
    get: (callId: string): Promise<CallState> => this.#call('GET', `/calls/${encodeURIComponent(callId)}`),
    answer: (callId: string): Promise<CallState> =>
      this.#call('POST', `/calls/${encodeURIComponent(callId)}/answer`, {}),
    hangup: (callId: string): Promise<CallState> =>
      this.#call('POST', `/calls/${encodeURIComponent(callId)}/hangup`, {}),
    fail: (callId: string, code: string): Promise<CallState> =>
      this.#call('POST', `/calls/${encodeURIComponent(callId)}/fail`, { code }),
  };

  readonly numbers = {
    list: async (): Promise<readonly NumberState[]> =>
      (await this.#call<{ numbers: NumberState[] }>('GET', '/numbers')).numbers,
    /** Gives a number to an organization (Acme, if none is named), or changes one. */
    put: (number: Pick<NumberState, 'e164'> & Partial<NumberState>): Promise<NumberState> =>
      this.#call('POST', '/numbers', number),
    remove: (e164: string): Promise<void> => this.#call('DELETE', `/numbers/${encodeURIComponent(e164)}`),
  };

  readonly overrides = {
    list: async (): Promise<readonly OverrideState[]> =>
      (await this.#call<{ overrides: OverrideState[] }>('GET', '/overrides')).overrides,
    /** Queues an outcome for the next calls of an operation. */
    add: async (order: OverrideStub): Promise<OverrideState> =>
      (await this.#call<{ override: OverrideState }>('POST', '/overrides', order)).override,
    remove: (id: string): Promise<void> => this.#call('DELETE', `/overrides/${encodeURIComponent(id)}`),
    clear: (): Promise<void> => this.#call('DELETE', '/overrides'),
  };

  readonly rules = {
    /** In the order in which they are tried: the world's own, then the settings file's. */
    list: async (): Promise<readonly RuleState[]> => (await this.#call<{ rules: RuleState[] }>('GET', '/rules')).rules,
    /** @param position How many of the world's own rules stand before it. @default all of them */
    add: async (rule: Rule, position?: number): Promise<RuleState> =>
      (await this.#call<{ rule: RuleState }>('POST', '/rules', { ...rule, position })).rule,
    remove: (id: string): Promise<void> => this.#call('DELETE', `/rules/${encodeURIComponent(id)}`),
    /** Removes the world's own. */
    clear: (): Promise<void> => this.#call('DELETE', '/rules'),
  };

  /** What left the sandbox, or is to leave it. */
  readonly outbox = {
    /** Oldest first. */
    list: async (): Promise<readonly DeliveryState[]> =>
      (await this.#call<{ deliveries: DeliveryState[] }>('GET', '/outbox')).deliveries,
    get: async (id: string): Promise<DeliveryState> =>
      (await this.#call<{ delivery: DeliveryState }>('GET', `/outbox/${encodeURIComponent(id)}`)).delivery,
    /** Sends it now, whatever came of it so far. */
    deliver: async (id: string): Promise<DeliveryState> =>
      (await this.#call<{ delivery: DeliveryState }>('POST', `/outbox/${encodeURIComponent(id)}/deliver`, {})).delivery,
    clear: (): Promise<void> => this.#call('DELETE', '/outbox'),
    /** The next deliveries that are made come twice, with another body than was signed, or not until released. */
    disturb: async (kind: 'duplicate' | 'tamper' | 'hold', times = 1): Promise<void> =>
      void (await this.#call('POST', '/outbox/disturbances', { kind, times })),
    /** Sends what is held, one after the other, and holds nothing more. The ids, in order of leaving. */
    release: async (order: 'as held' | 'reversed' = 'as held'): Promise<readonly string[]> =>
      (await this.#call<{ released: string[] }>('POST', '/outbox/release', { order })).released,
  };

  readonly webhooks = {
    list: async (): Promise<readonly WebhookState[]> =>
      (await this.#call<{ webhooks: WebhookState[] }>('GET', '/webhooks')).webhooks,
    /** @param body JSON that fits the declared schema. @default the declared example, else a generated value */
    send: async (name: string, url: string, body?: unknown): Promise<DeliveryState> =>
      (await this.#call<{ delivery: DeliveryState }>('POST', `/webhooks/${encodeURIComponent(name)}`, { url, body }))
        .delivery,
  };

  readonly scenarios = {
    list: async (): Promise<readonly ScenarioState[]> =>
      (await this.#call<{ scenarios: ScenarioState[] }>('GET', '/scenarios')).scenarios,
    /** Changes the settings that are named; the others stay. */
    set: async (name: string, settings: object): Promise<Readonly<Record<string, unknown>>> =>
      (
        await this.#call<{ settings: Record<string, unknown> }>(
          'PUT',
          `/scenarios/${encodeURIComponent(name)}/settings`,
          settings,
        )
      ).settings,
  };

  /** What clients have exercised. It survives resets, so that it may be read when a whole suite has run. */
  readonly coverage = {
    /** @param of All worlds together, or this one. @default "all" */
    read: (of: 'all' | 'world' = 'all'): Promise<CoverageReport> => this.#call('GET', coveragePath(of)),
    clear: (of: 'all' | 'world' = 'all'): Promise<void> => this.#call('DELETE', coveragePath(of)),
  };

  /** The journal. */
  readonly requests = {
    /** Newest first. */
    list: async (filter: RequestFilter = {}): Promise<readonly RequestSummary[]> => {
      const given = Object.entries(filter).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
      return (await this.#call<{ requests: RequestSummary[] }>('GET', `/requests?${query}`)).requests;
    },
    /** @param id As in `X-Request-Id`. */
    explain: (id: string): Promise<RequestExplained> => this.#call('GET', `/requests/${encodeURIComponent(id)}`),
    clear: (): Promise<void> => this.#call('DELETE', '/requests'),
  };
}

const coveragePath = (of: 'all' | 'world'): string => `/coverage${of === 'all' ? '?worlds=all' : ''}`;

export type * from './answers.ts';
export { ControlError } from './control-call.ts';
export type { ControlTarget } from './control-call.ts';
export { like } from './like.ts';
