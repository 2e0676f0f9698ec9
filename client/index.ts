/** A typed client for the sandbox's control API. It imports nothing from the sandbox, so it can control one on any machine. @module */
import type {
  CallState,
  ClockMoved,
  ClockState,
  CoverageReport,
  DeliveryState,
  ExpectedCalls,
  NumberState,
  OverrideState,
  OverrideStub,
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
 * Controls one world of a sandbox.
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

  /** Returns a client for another world of the same sandbox. */
  inWorld(world: string): ControlClient {
    return new ControlClient({ ...this.#target, world });
  }

  /** Checks that the sandbox responds, and returns what it serves. */
  ready(): Promise<Readiness> {
    return this.#call('GET', '/ready');
  }

  /** Reloads contract and settings, for all worlds. If they have problems, the sandbox keeps serving the previous ones. */
  reload(): Promise<ReloadState> {
    return this.#call('POST', '/reload');
  }

  /** Resets the world to its seed. */
  reset(): Promise<void> {
    return this.#call('POST', '/reset');
  }

  snapshot(): Promise<Snapshot> {
    return this.#call('GET', '/snapshot');
  }

  restore(snapshot: Snapshot): Promise<void> {
    return this.#call('PUT', '/snapshot', snapshot);
  }

  /** Copies this world's records to another world, and returns a client for it. */
  async fork(name: string): Promise<ControlClient> {
    await this.#call('POST', '/fork', { name });
    return this.inWorld(name);
  }

  /**
   * Checks whether an operation was called as expected in this world since the journal was cleared.
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
    /** Stops the clock, at its current time or at the given one. */
    freeze: (at?: Date): Promise<ClockState> => this.#call('POST', '/clock/freeze', at ? { at: at.toISOString() } : {}),
    advance: (seconds: number): Promise<ClockMoved> => this.#call('POST', '/clock/advance', { seconds }),
    /** Advances the clock to the next scheduled job. */
    advanceToNext: (): Promise<ClockMoved> => this.#call('POST', '/clock/advance', { to: 'next' }),
    resume: (): Promise<ClockState> => this.#call('POST', '/clock/resume', {}),
  };

  /** Plays the server side of the browser SDK: uses a calling token. */
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
    /** Adds a number to an organization (default: Acme), or changes a number. */
    put: (number: Pick<NumberState, 'e164'> & Partial<NumberState>): Promise<NumberState> =>
      this.#call('POST', '/numbers', number),
    remove: (e164: string): Promise<void> => this.#call('DELETE', `/numbers/${encodeURIComponent(e164)}`),
  };

  readonly overrides = {
    list: async (): Promise<readonly OverrideState[]> =>
      (await this.#call<{ overrides: OverrideState[] }>('GET', '/overrides')).overrides,
    /** Queues an outcome for the next calls of an operation. */
    add: async (stub: OverrideStub): Promise<OverrideState> =>
      (await this.#call<{ override: OverrideState }>('POST', '/overrides', stub)).override,
    remove: (id: string): Promise<void> => this.#call('DELETE', `/overrides/${encodeURIComponent(id)}`),
    clear: (): Promise<void> => this.#call('DELETE', '/overrides'),
  };

  readonly rules = {
    /** In the order in which they are tried: first the rules of this world, then those of the settings file. */
    list: async (): Promise<readonly RuleState[]> => (await this.#call<{ rules: RuleState[] }>('GET', '/rules')).rules,
    /** @param position Index among the rules of this world. @default the end */
    add: async (rule: Rule, position?: number): Promise<RuleState> =>
      (await this.#call<{ rule: RuleState }>('POST', '/rules', { ...rule, position })).rule,
    remove: (id: string): Promise<void> => this.#call('DELETE', `/rules/${encodeURIComponent(id)}`),
    /** Removes the rules of this world. */
    clear: (): Promise<void> => this.#call('DELETE', '/rules'),
  };

  /** The requests that the sandbox has sent or is going to send. */
  readonly outbox = {
    /** Oldest first. */
    list: async (): Promise<readonly DeliveryState[]> =>
      (await this.#call<{ deliveries: DeliveryState[] }>('GET', '/outbox')).deliveries,
    get: async (id: string): Promise<DeliveryState> =>
      (await this.#call<{ delivery: DeliveryState }>('GET', `/outbox/${encodeURIComponent(id)}`)).delivery,
    /** Sends the delivery now, whatever its state is. */
    deliver: async (id: string): Promise<DeliveryState> =>
      (await this.#call<{ delivery: DeliveryState }>('POST', `/outbox/${encodeURIComponent(id)}/deliver`, {})).delivery,
    clear: (): Promise<void> => this.#call('DELETE', '/outbox'),
    /** The next deliveries are sent twice, sent with another body than the signed one, or held until they are released. */
    addFault: async (kind: 'duplicate' | 'tamper' | 'hold', times = 1): Promise<void> =>
      void (await this.#call('POST', '/outbox/disturbances', { kind, times })),
    /** @deprecated Use `addFault`. */
    disturb: (kind: 'duplicate' | 'tamper' | 'hold', times = 1): Promise<void> => this.outbox.addFault(kind, times),
    /** Sends the held deliveries one after another, and stops holding. Returns their ids in the order of sending. */
    release: async (order: 'as held' | 'reversed' = 'as held'): Promise<readonly string[]> =>
      (await this.#call<{ released: string[] }>('POST', '/outbox/release', { order })).released,
  };

  readonly webhooks = {
    list: async (): Promise<readonly WebhookState[]> =>
      (await this.#call<{ webhooks: WebhookState[] }>('GET', '/webhooks')).webhooks,
    /** @param body JSON that matches the declared schema. @default the declared example, else a generated value */
    send: async (name: string, url: string, body?: unknown): Promise<DeliveryState> =>
      (await this.#call<{ delivery: DeliveryState }>('POST', `/webhooks/${encodeURIComponent(name)}`, { url, body }))
        .delivery,
  };

  readonly scenarios = {
    list: async (): Promise<readonly ScenarioState[]> =>
      (await this.#call<{ scenarios: ScenarioState[] }>('GET', '/scenarios')).scenarios,
    /** Changes the settings that are passed. The others keep their values. */
    set: async (name: string, settings: object): Promise<Readonly<Record<string, unknown>>> =>
      (
        await this.#call<{ settings: Record<string, unknown> }>(
          'PUT',
          `/scenarios/${encodeURIComponent(name)}/settings`,
          settings,
        )
      ).settings,
  };

  /** What clients have exercised. Resets do not clear it, so it can be read after a whole test suite. */
  readonly coverage = {
    /** @param of All worlds together, or only this one. @default "all" */
    read: (of: 'all' | 'world' = 'all'): Promise<CoverageReport> => this.#call('GET', coveragePath(of)),
    clear: (of: 'all' | 'world' = 'all'): Promise<void> => this.#call('DELETE', coveragePath(of)),
  };

  /** The journal of requests. */
  readonly requests = {
    /** Newest first. */
    list: async (filter: RequestFilter = {}): Promise<readonly RequestSummary[]> => {
      const entries = Object.entries(filter).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(entries.map(([name, value]): [string, string] => [name, String(value)]));
      return (await this.#call<{ requests: RequestSummary[] }>('GET', `/requests?${query}`)).requests;
    },
    /** @param id The value of `X-Request-Id`. */
    explain: (id: string): Promise<RequestExplained> => this.#call('GET', `/requests/${encodeURIComponent(id)}`),
    clear: (): Promise<void> => this.#call('DELETE', '/requests'),
  };
}

const coveragePath = (of: 'all' | 'world'): string => `/coverage${of === 'all' ? '?worlds=all' : ''}`;

export type * from './answers.ts';
export type * from './deprecated.ts';
export { ControlError } from './control-call.ts';
export type { ControlTarget } from './control-call.ts';
export { like } from './like.ts';
