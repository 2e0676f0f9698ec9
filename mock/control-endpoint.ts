import type { Caller } from './caller.ts';
import type { Contract } from './contract/contract.ts';
import type { JsonObject } from './json.ts';
import type { ErrorFormat, Refuse } from './refusal.ts';
import type { Reply } from './reply.ts';
import type { Decision } from './state/decision.ts';
import type { Instant } from './state/instant.ts';
import type { Random } from './state/random.ts';
import type { RecordView } from './state/records.ts';

/**
 * Who may call a control endpoint. `guarded`: callers that the control API trusts; `open`: every caller; `spend` and `use`: a caller that
 * presents a single-use token, to spend it or while it is in use.
 */
export type ControlAccess = 'guarded' | 'open' | 'spend' | 'use';

export interface EndpointContext {
  /** The request's JSON body, valid against `input`; `undefined` if there is none. */
  readonly input: unknown;
  /** By name, percent-decoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly records: RecordView;
  readonly now: Instant;
  readonly random: Random;
  /** @deprecated Use `random`. */
  readonly draw: Random;
  readonly refuse: Refuse;
  /** For `spend` and `use` only: the caller that the token was issued to, and what it was issued for. */
  readonly tokenBearer?: { readonly caller: Caller; readonly subject: string };
  readonly contract: Contract;
  readonly errorFormat: ErrorFormat;
  /** The settings of a scenario in this world. */
  readonly settingsOf: (scenario: string) => JsonObject;
  /** @deprecated Use `tokenBearer`. */
  readonly holder?: { readonly caller: Caller; readonly subject: string };
  /** @deprecated Use `contract` and `settingsOf` of the context itself. */
  readonly desk: {
    readonly engine: { readonly contract: Contract };
    readonly settingsOf: (scenario: string) => JsonObject;
  };
}

export type ControlAnswer = Decision &
  ({ readonly body: unknown; readonly status?: number } | { readonly refused: Reply });

/** One endpoint of the control API. The documentation is generated from the list of endpoints. */
export interface ControlEndpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the control root, such as `/clock/advance`; `{name}` for parameters. */
  readonly path: string;
  /** One sentence. */
  readonly summary: string;
  readonly access: ControlAccess;
  /** JSON Schema of the request body. Absent: the endpoint takes no body. */
  readonly input?: JsonObject;
  /** JSON Schema of the answer's body. */
  readonly output?: JsonObject;
  /** Query parameters, each with what it does. */
  readonly query?: Readonly<Record<string, string>>;
  /** The shell reloads contract and settings before the endpoint runs, since an endpoint does no I/O. */
  readonly reloads?: true;
  /** @default 200 */
  readonly status?: number;
  run(context: EndpointContext): ControlAnswer;
}

/** The content type of a body that is not JSON. */
export const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
