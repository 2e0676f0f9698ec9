import type { Caller } from './caller.ts';
import type { ControlEndpoint } from './control-endpoint.ts';
import type { Exchange, Forced } from './exchange.ts';
import type { JsonObject } from './json.ts';
import type { Delivery } from './outbox/delivery.ts';
import type { ErrorFormat, Refuse } from './refusal.ts';
import type { Decision, Outcome } from './state/decision.ts';
import type { Instant } from './state/instant.ts';
import type { Random } from './state/random.ts';
import type { Change, RecordView } from './state/records.ts';
import type { JobRecord } from './state/schedule.ts';

export interface HandlerContext {
  readonly exchange: Exchange;
  readonly records: RecordView;
  readonly random: Random;
  /** @deprecated Use `random`. */
  readonly draw: Random;
  readonly refuse: Refuse;
}

/** What an operation does with a request that has passed every check. Pure. */
export type Handler = (context: HandlerContext) => Outcome;

/** Runs a job when it is due. Pure. */
export type JobHandler = (context: JobContext) => Decision;

export interface JobContext {
  readonly job: JobRecord;
  readonly records: RecordView;
  /** @deprecated Use `job`. */
  readonly due: JobRecord;
}

/** The world in which a credential is presented. */
export interface CredentialContext {
  readonly records: RecordView;
  readonly now: Instant;
}

/** A delivery that is about to be sent. */
export interface SigningContext {
  readonly delivery: Delivery;
  /** The body as text; empty if there is none. */
  readonly payload: string;
  readonly records: RecordView;
  readonly now: Instant;
}

/** A document outside the contract, such as `/.well-known/oauth-protected-resource`. */
export type Page = (baseUrl: string) => JsonObject;

/** What one API adds to the engine. Without a pack, the engine answers from the contract alone. */
export interface ApiPack {
  readonly name: string;
  readonly errorFormat: ErrorFormat;
  /** @deprecated Use `errorFormat`. */
  readonly dialect?: ErrorFormat;
  /** The caller that a credential belongs to; `undefined` for an unknown credential. The pack's own keys are the same in every world. Pure. */
  identify(credential: string, at: CredentialContext): Caller | undefined;
  /** A more specific reason for refusing an unknown credential. Pure. */
  rejection?(credential: string, at: CredentialContext): string | undefined;
  /** Credentials to print at start, each with a label. They belong to the sandbox, so they are not secret. */
  readonly credentials: readonly { readonly credential: string; readonly label: string }[];
  /** The records of a new world. */
  readonly seed: readonly Change[];
  /** By operation id. */
  readonly handlers: ReadonlyMap<string, Handler>;
  /** Whether a contract may lack some operations that the pack has handlers for. @default false */
  readonly servesParts?: boolean;
  /** By kind of job. */
  readonly jobHandlers: ReadonlyMap<string, JobHandler>;
  /** @deprecated Use `jobHandlers`. */
  readonly onDue?: ReadonlyMap<string, JobHandler>;
  /** Header fields to add to a delivery, such as a signature; called at each attempt. Pure. */
  sign?(outgoing: SigningContext): Readonly<Record<string, string>>;
  /** Whether jobs may emit deliveries. If true, jobs run when they are due, not at the world's next request. @default false */
  readonly jobsEmit?: boolean;
  /** @deprecated Use `jobsEmit`. */
  readonly emitsWhenDue?: boolean;
  /** The scopes that an operation requires, by operation id; separated by spaces (RFC 6749, section 3.3). */
  readonly scopes: ReadonlyMap<string, string>;
  /** The outcome that a magic value in the request asks for. */
  magic(exchange: Exchange): Forced | undefined;
  readonly controls: readonly ControlEndpoint[];
  /** By path. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Default settings of scenarios for this API, by scenario name; the user's settings override them. */
  readonly scenarios: Readonly<Record<string, JsonObject>>;
}
