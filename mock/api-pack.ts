import type { ControlEndpoint } from './control-endpoint.ts';
import type { Decision, Outcome } from './state/decision.ts';
import type { Caller } from './caller.ts';
import type { Exchange, Forced } from './exchange.ts';
import type { Instant } from './state/instant.ts';
import type { JsonObject } from './json.ts';
import type { Delivery } from './outbox/delivery.ts';
import type { ErrorFormat, Refuse } from './refusal.ts';
import type { JobRecord } from './state/schedule.ts';
import type { Random } from './state/random.ts';
import type { Change, RecordView } from './state/records.ts';

export interface HandlerContext {
  readonly exchange: Exchange;
  readonly records: RecordView;
  readonly random: Random;
  readonly refuse: Refuse;
}

/** What an operation does once everything about the request has been found right. Pure. */
export type Handler = (context: HandlerContext) => Outcome;

/** Carries out what falls due. Pure. */
export type JobHandler = (context: { readonly job: JobRecord; readonly records: RecordView }) => Decision;

/** Where a credential is presented. */
export interface CredentialContext {
  readonly records: RecordView;
  readonly now: Instant;
}

/** A delivery on its way out. */
export interface SigningContext {
  readonly delivery: Delivery;
  /** The body as it is sent; empty for none. */
  readonly payload: string;
  readonly records: RecordView;
  readonly now: Instant;
}

/** A document outside the contract, such as `/.well-known/oauth-protected-resource`. */
export type Page = (baseUrl: string) => JsonObject;

/** What one API adds to the engine. Without it the engine answers from the contract alone. */
export interface ApiPack {
  readonly name: string;
  readonly errorFormat: ErrorFormat;
  /** Who a credential stands for; `undefined` for one that it does not know. Its own keys are the same in every world. Pure. */
  identify(credential: string, at: CredentialContext): Caller | undefined;
  /** Why a credential that `identify` does not know is refused, where more can be said than that it is unknown. Pure. */
  rejection?(credential: string, at: CredentialContext): string | undefined;
  /** Credentials to show a person at start, each with what it is. They are no secrets: they are the sandbox's own. */
  readonly credentials: readonly { readonly credential: string; readonly label: string }[];
  /** What a fresh world holds. */
  readonly seed: readonly Change[];
  /** By operation id. */
  readonly handlers: ReadonlyMap<string, Handler>;
  /** Whether a contract may have a part of its operations only. @default false: each handler's operation has to be there */
  readonly servesParts?: boolean;
  /** By kind of what falls due. */
  readonly jobHandlers: ReadonlyMap<string, JobHandler>;
  /** Header fields that are added when a delivery is sent, such as a signature; asked for at each try. Pure. */
  sign?(outgoing: SigningContext): Readonly<Record<string, string>>;
  /** Whether what falls due may emit: then a world is woken for it in time, and not by its next request. @default false */
  readonly jobsEmit?: boolean;
  /** The scopes that an operation needs, by operation id; several with spaces between them (RFC 6749, section 3.3). */
  readonly scopes: ReadonlyMap<string, string>;
  /** An outcome that this request asks for by a magic value. */
  magic(exchange: Exchange): Forced | undefined;
  readonly controls: readonly ControlEndpoint[];
  /** By path. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Settings of scenarios that fit this API, by scenario name; the user's settings go on top. */
  readonly scenarios: Readonly<Record<string, JsonObject>>;
}
