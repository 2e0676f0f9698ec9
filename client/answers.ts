/** What the control API answers. Instants are RFC 3339 text. */
export interface ClockState {
  readonly now: string;
  readonly mode: 'running' | 'frozen';
  /** What happens next by itself; null if nothing is planned. */
  readonly next: { readonly at: string; readonly kind: string; readonly subject: string } | null;
}

export interface Readiness {
  readonly status: 'ready';
  /** The contract's title. */
  readonly contract: string;
  /** How many operations it has. */
  readonly operations: number;
  /** How the last change of contract or settings went; absent: there was none. With faults, what was there before is served. */
  readonly reload?: ReloadState;
}

export interface ReloadState {
  readonly at: string;
  /** Empty: what was read is in force. */
  readonly faults: readonly { readonly place: string; readonly problem: string; readonly remedy: string }[];
}

export interface ClockMoved extends ClockState {
  /** What fell due on the way, in order. */
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
  /** How the API names it. */
  readonly phone_id: number;
  readonly organization: string;
  readonly active: boolean;
  readonly verified: boolean;
}

/** Which calls are meant, and what becomes of them. */
export interface StubbedOutcome {
  /** JSON Schema 2020-12 over `{ method, path, query, headers, body }`. Absent: any call. */
  readonly when?: object;
  /** Absent body: the API's own words for the status. */
  readonly reply?: {
    /** May be left out beside `example`. */
    readonly status?: number;
    /** A declared example, by name, in place of `body`. */
    readonly example?: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly fault?: 'reset' | 'truncate' | 'malformed' | 'timeout';
  /** Wall time; it does not move the world's clock. */
  readonly delayMs?: number;
}

export interface OverrideStub extends StubbedOutcome {
  /** The operation id. */
  readonly operation: string;
  /** For how many calls. @default 1 */
  readonly times?: number;
}

export interface OverrideState extends OverrideStub {
  readonly id: string;
  readonly times: number;
}

/** An outcome for every call that fits, for as long as the rule stands. */
export interface Rule extends StubbedOutcome {
  /** The operation id; `*` stands for any text. Absent: every operation. */
  readonly operation?: string;
}

export interface RuleState extends Rule {
  /** As `forcedBy` in the journal. */
  readonly id: string;
  /** A rule of the settings file holds in every world, and stays. */
  readonly from: 'world' | 'settings';
}

export interface RequestSummary {
  /** The request id, as in `X-Request-Id`. */
  readonly id: string;
  readonly at: string;
  readonly operation: string | null;
  readonly request: { readonly method: string; readonly target: string; readonly body: unknown };
  readonly status: number;
  /** The stage that gave the answer. */
  readonly decidedBy: string | null;
  readonly forcedBy: string | null;
  readonly undeclared: boolean;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Empty if the sandbox answered by itself. */
  readonly drift: readonly Drift[];
}

/** What breaks the contract in an exchange with the upstream. */
export interface Drift {
  readonly in: 'request' | 'reply';
  /** JSON pointer: `/status`, `/header/location`, `/body/items/0/name`. */
  readonly pointer: string;
  readonly rule: string;
  /** What the contract says. */
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
  /** What it put into the outbox. */
  readonly emitted: readonly Pick<DeliveryState, 'id' | 'about' | 'method' | 'url'>[];
  readonly reply: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly delayMs: number;
    readonly transport: string | null;
  };
  /** Repeats the request; credentials that are not the sandbox's own are masked. */
  readonly curl: string;
}

/** A request that left the sandbox, or is to leave it. */
export interface DeliveryState {
  /** As in the header `Sandbox-Delivery`. */
  readonly id: string;
  /** What it tells of. */
  readonly about: string;
  /** `waiting`: for its next try. `held`: until it is released. `failed`: given up. */
  readonly state: 'ready' | 'waiting' | 'held' | 'delivered' | 'failed';
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether it is sent once more when it has been taken. */
  readonly isDuplicated?: boolean;
  /** Whether another body is sent than the one that was signed. */
  readonly isTampered?: boolean;
  readonly created: string;
  /** When the next try is due; null if there will be none. */
  readonly due: string | null;
  readonly attempts: readonly {
    readonly at: string;
    /** What the target answered. */
    readonly status?: number;
    /** Why there was no answer. */
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
  /** The stage that gave the answer. */
  readonly scenario?: string;
  /** Only exchanges with the upstream that break the contract (true), or only others (false). */
  readonly drift?: boolean;
  /** @default 100 */
  readonly limit?: number;
}

/** JSON Schemas (2020-12) of a call; `like` writes them from an example. */
export interface CallPattern {
  /** Over `{ method, path, query, headers, body }`. Header names are in lower case. */
  readonly request?: object;
  /** Over `{ status, headers, body, decidedBy, forcedBy }`. */
  readonly reply?: object;
}

/** What a test expects clients to have done. */
export interface ExpectedCalls extends CallPattern {
  /** Of calls that fit. @default as many as `calls` has entries, else at least one */
  readonly times?: number | { readonly atLeast?: number; readonly atMost?: number };
  /** What the first, second … of them was like in particular. */
  readonly calls?: readonly CallPattern[];
}

export interface VerifyResult {
  readonly passed: boolean;
  /** The request ids of the calls that fit, oldest first. */
  readonly fitting: readonly string[];
  /** The calls that came nearest to fitting, and what kept them from it. */
  readonly nearMisses: readonly { readonly id: string; readonly problems: readonly string[] }[];
  /** For a person. */
  readonly message: string;
}

interface CoverageScore {
  readonly met: number;
  readonly total: number;
  /** Rounded down, so that 100 means all. */
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
  /** Situations that a scenario brings about, each with how to meet it. */
  readonly encounters: readonly {
    readonly scenario: string;
    readonly name: string;
    readonly how: string;
    readonly count: number;
  }[];
  /** Parameters and body fields such as `items.*.name`, in requests that were not refused. */
  readonly fields: readonly { readonly in: string; readonly name: string; readonly count: number }[];
  /** Statuses that were sent though the contract does not declare them. */
  readonly undeclared: readonly { readonly status: number; readonly count: number }[];
}

/** What clients have exercised of the contract. */
export interface CoverageReport extends CoverageScore {
  readonly operations: readonly OperationCoverage[];
  /** Requests that were for no operation. */
  readonly outside: number;
}

/** A world's records. To be kept and handed back, not to be looked into. */
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
