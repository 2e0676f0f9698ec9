import type { Decision } from './state/decision.ts';
import type { Caller } from './caller.ts';
import type { Instant } from './state/instant.ts';
import type { JsonObject } from './json.ts';
import type { Reply } from './reply.ts';
import type { Contract } from './contract/contract.ts';
import type { ErrorFormat, Refuse } from './refusal.ts';
import type { Random } from './state/random.ts';
import type { RecordView } from './state/records.ts';

/**
 * Who may call a control endpoint: `guarded` follows the rules of who is trusted, `open` anybody, and `spend` and `use` whoever
 * presents a single-use token that may be spent, or that is in use.
 */
export type ControlAccess = 'guarded' | 'open' | 'spend' | 'use';

export interface EndpointContext {
  /** The request's JSON body, which fits `input`; `undefined` where none was sent. */
  readonly input: unknown;
  /** By name, percent-decoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly records: RecordView;
  readonly now: Instant;
  readonly random: Random;
  readonly refuse: Refuse;
  /** For `spend` and `use` only: whose token it is, and what the token is for. */
  readonly tokenBearer?: { readonly caller: Caller; readonly subject: string };
  readonly contract: Contract;
  readonly errorFormat: ErrorFormat;
  /** The settings of a scenario in this world. */
  readonly settingsOf: (scenario: string) => JsonObject;
}

export type ControlAnswer = Decision &
  ({ readonly body: unknown; readonly status?: number } | { readonly refused: Reply });

/** One row of the control API. The table of rows is also its documentation. */
export interface ControlEndpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the control root, such as `/clock/advance`; `{name}` for parameters. */
  readonly path: string;
  /** One sentence. */
  readonly summary: string;
  readonly access: ControlAccess;
  /** JSON Schema of the request body. Absent: none is taken. */
  readonly input?: JsonObject;
  /** JSON Schema of the answer's body. */
  readonly output?: JsonObject;
  /** Query parameters, each with what it does. */
  readonly query?: Readonly<Record<string, string>>;
  /** Contract and settings are read anew before it runs: that takes I/O, which a row cannot do. */
  readonly reloads?: true;
  /** @default 200 */
  readonly status?: number;
  run(context: EndpointContext): ControlAnswer;
}

/** The content type of a body that is not JSON. */
export const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
