/** State of the clock. In all replies of the control API, instants are RFC 3339 text. */
export interface ClockState {
  readonly now: string;
  readonly mode: 'running' | 'frozen';
  /** The next scheduled job; null if there is none. */
  readonly next: { readonly at: string; readonly kind: string; readonly subject: string } | null;
}

export interface Readiness {
  readonly status: 'ready';
  /** The contract's title. */
  readonly contract: string;
  /** The number of operations in the contract. */
  readonly operations: number;
  /** The result of the last reload; absent if there was none. If it has problems, the previous contract and settings are served. */
  readonly reload?: ReloadState;
}

export interface ReloadState {
  readonly at: string;
  /** The problems that were found. If empty, the new contract and settings are in effect. */
  readonly faults: readonly { readonly place: string; readonly problem: string; readonly remedy: string }[];
}

export interface ClockMoved extends ClockState {
  /** The jobs that ran, in order. */
  readonly happened: readonly { readonly at: string; readonly kind: string; readonly subject: string }[];
}

export interface CallState {
  readonly call_id: string;
  readonly status: 'TICKETED' | 'QUEUED' | 'RINGING' | 'CONNECTED' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  readonly from_number: string;
  readonly to_number: string;
  readonly organization: string;
  readonly issued_at: string;
  readonly expires_at: string;
  readonly connected_at: string | null;
  readonly dialed_at: string | null;
  readonly answered_at: string | null;
  readonly ended_at: string | null;
  readonly duration_seconds: number;
  readonly failure_code: string | null;
  readonly failure_category: string | null;
}

export interface NumberState {
  readonly e164: string;
  /** The id of the number in the API. */
  readonly phone_id: number;
  readonly organization: string;
  readonly active: boolean;
  readonly verified: boolean;
}

/** A condition on calls, and their outcome. */
export interface StubbedOutcome {
  /** JSON Schema 2020-12 over `{ method, path, query, headers, body }`. If absent, any call matches. */
  readonly when?: object;
  /** Without a body, the API's own error body for the status is sent. */
  readonly reply?: {
    /** Optional if `example` is set. */
    readonly status?: number;
    /** The name of a declared example to send instead of `body`. */
    readonly example?: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly fault?: 'reset' | 'truncate' | 'malformed' | 'timeout';
  /** Delay in wall-clock time. It does not advance the world's clock. */
  readonly delayMs?: number;
}

export interface OverrideStub extends StubbedOutcome {
  /** The operation id. */
  readonly operation: string;
  /** The number of calls it applies to. @default 1 */
  readonly times?: number;
}

export interface OverrideState extends OverrideStub {
  readonly id: string;
  readonly times: number;
}

/** An outcome for every matching call, until the rule is removed. */
export interface Rule extends StubbedOutcome {
  /** The operation id; `*` matches any text. If absent, every operation matches. */
  readonly operation?: string;
}

export interface RuleState extends Rule {
  /** The value of `forcedBy` in the journal. */
  readonly id: string;
  /** A rule from the settings file applies in every world and cannot be removed. */
  readonly from: 'world' | 'settings';
}

export interface RequestSummary {
  /** The request id, as in `X-Request-Id`. */
  readonly id: string;
  readonly at: string;
  readonly operation: string | null;
  readonly request: { readonly method: string; readonly target: string; readonly body: unknown };
  readonly status: number;
  /** The stage that produced the reply. */
  readonly decidedBy: string | null;
  readonly forcedBy: string | null;
  readonly undeclared: boolean;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Empty if the request was not forwarded to the upstream. */
  readonly drift: readonly Drift[];
}

/** A violation of the contract in an exchange with the upstream. */
export interface Drift {
  readonly in: 'request' | 'reply';
  /** JSON pointer: `/status`, `/header/location`, `/body/items/0/name`. */
  readonly pointer: string;
  readonly rule: string;
  /** What the contract requires. */
  readonly contract: string;
  /** What the server did. */
  readonly server: string;
}

export interface RequestExplained extends RequestSummary {
  readonly caller: string | null;
  readonly path: readonly {
    readonly stage: string;
    readonly verdict: 'passed' | 'answered';
    readonly notes?: readonly string[];
  }[];
  readonly refusal: {
    readonly kind: string;
    readonly detail: string;
    readonly violations: readonly {
      readonly pointer: string;
      readonly field: string;
      readonly rule: string;
      readonly message: string;
    }[];
  } | null;
  readonly changes: readonly {
    readonly kind: 'put' | 'remove' | 'evict';
    readonly collection: string;
    readonly id: string;
    readonly before?: object;
    readonly after?: object;
  }[];
  /** The deliveries that it added to the outbox. */
  readonly emitted: readonly Pick<DeliveryState, 'id' | 'about' | 'method' | 'url'>[];
  readonly reply: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly delayMs: number;
    readonly transport: string | null;
  };
  /** A curl command that repeats the request. Credentials that are not the sandbox's own are masked. */
  readonly curl: string;
}

/** A request that the sandbox has sent or is going to send. */
export interface DeliveryState {
  /** The value of the header `Sandbox-Delivery`. */
  readonly id: string;
  /** What it reports. */
  readonly about: string;
  /** `waiting`: for the next attempt. `held`: until it is released. `failed`: no further attempts are made. */
  readonly state: 'ready' | 'waiting' | 'held' | 'delivered' | 'failed';
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether it is sent a second time after the target has accepted it. */
  readonly isDuplicated?: boolean;
  /** Whether the body that is sent differs from the signed one. */
  readonly isTampered?: boolean;
  readonly created: string;
  /** The time of the next attempt; null if there will be none. */
  readonly due: string | null;
  readonly attempts: readonly {
    readonly at: string;
    /** The status that the target returned. */
    readonly status?: number;
    /** The reason why there was no response. */
    readonly error?: string;
  }[];
}

/** A webhook that the contract declares. */
export interface WebhookState {
  readonly name: string;
  readonly method: string;
  readonly summary: string;
}

export interface RequestFilter {
  readonly operation?: string;
  readonly status?: number;
  /** The stage that produced the reply. */
  readonly scenario?: string;
  /** True: only exchanges with the upstream that break the contract. False: only other requests. */
  readonly drift?: boolean;
  /** @default 100 */
  readonly limit?: number;
}

/** JSON Schemas (2020-12) for a call. `like` builds them from an example. */
export interface CallPattern {
  /** Schema of `{ method, path, query, headers, body }`. Header names are in lower case. */
  readonly request?: object;
  /** Schema of `{ status, headers, body, decidedBy, forcedBy }`. */
  readonly reply?: object;
}

/** The calls that a test expects from clients. */
export interface ExpectedCalls extends CallPattern {
  /** The number of matching calls. @default the length of `calls`, else at least one */
  readonly times?: number | { readonly atLeast?: number; readonly atMost?: number };
  /** Additional patterns for the first, second, … matching call. */
  readonly calls?: readonly CallPattern[];
}

export interface VerifyResult {
  readonly passed: boolean;
  /** The request ids of the matching calls, oldest first. */
  readonly fitting: readonly string[];
  /** The calls that came closest to matching, and why they did not match. */
  readonly nearMisses: readonly { readonly id: string; readonly problems: readonly string[] }[];
  /** The result in words, for a person. */
  readonly message: string;
}

interface CoverageScore {
  readonly met: number;
  readonly total: number;
  /** Rounded down, so that 100 means everything. */
  readonly percent: number;
}

/** What clients have exercised of one operation. */
export interface OperationCoverage extends CoverageScore {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly requests: number;
  /** As declared: `409`, `4XX` or `default`. */
  readonly statuses: readonly { readonly status: string; readonly count: number }[];
  /** The coverage situations of the scenarios, each with how to cause it. */
  readonly encounters: readonly {
    readonly scenario: string;
    readonly name: string;
    readonly how: string;
    readonly count: number;
  }[];
  /** Parameters and body fields, such as `items.*.name`, in requests that were not refused. */
  readonly fields: readonly { readonly in: string; readonly name: string; readonly count: number }[];
  /** Statuses that were sent but are not declared by the contract. */
  readonly undeclared: readonly { readonly status: number; readonly count: number }[];
}

/** What clients have exercised of the contract. */
export interface CoverageReport extends CoverageScore {
  readonly operations: readonly OperationCoverage[];
  /** The number of requests that matched no operation. */
  readonly outside: number;
}

/** A world's records. Treat it as opaque: store it and restore it. */
export interface Snapshot {
  readonly version: 1;
  readonly world: string;
  readonly at: number;
  readonly records: Readonly<Record<string, readonly object[]>>;
}

export interface ScenarioState {
  readonly name: string;
  readonly summary: string;
  readonly settings: Readonly<Record<string, unknown>>;
}
