/**
 * The engine: answers any OpenAPI contract, remembers what a pack and scenarios tell it to, and explains itself.
 *
 * @module
 */
export type {
  ApiPack,
  Dialect,
  DueHandler,
  Handler,
  HandlerSituation,
  IdentifyingWorld,
  OutgoingSituation,
  Page,
  RefusalContext,
} from './api-pack.ts';
export type { Budget } from './budget.ts';
export { secondsUntilReset } from './budget.ts';
export { configureScenario } from './configure-scenario.ts';
export { readContract } from './contract/contract.ts';
export type { Contract } from './contract/contract.ts';
export { ContractDocument } from './contract/document.ts';
export { loadDocument } from './contract/load.ts';
export type { Operation } from './contract/operations.ts';
export type { Reload } from './control/desk.ts';
export type { ControlAnswer, ControlEndpoint, ControlSituation } from './control/endpoint.ts';
export { isLoopbackName } from './control/guard.ts';
export { unanswerable } from './contract/unanswerable.ts';
export type { Decision, Outcome } from './decision.ts';
export { defineApi } from './define-api.ts';
export type { ApiSketch } from './define-api.ts';
export type {
  Caller,
  Exchange,
  Forced,
  HeaderFields,
  Instant,
  JsonObject,
  Reply,
  RequestBody,
  SandboxRequest,
} from './exchange.ts';
export { headerOf, pathOf, queryOf, reaches, withHeaders } from './exchange.ts';
export type { Forwarded } from './http/forward.ts';
export type { Middleware } from './http/handler.ts';
export { listen } from './http/listen.ts';
export type { Listening } from './http/listen.ts';
export type { RefuseStranded } from './http/refuse-garbage.ts';
export { createMiddleware } from './http/middleware.ts';
export { CALLERS_SCHEMA, declaredScopes, withCallers } from './listed-callers.ts';
export type { ListedCaller } from './listed-callers.ts';
export { DEFAULT_RETRY_AFTER_SECONDS } from './outbox/delivery.ts';
export type { Delivery, Emission } from './outbox/delivery.ts';
export { deliveriesMade } from './outbox/post.ts';
export { isUndelivered, withdraw } from './outbox/withdraw.ts';
export { openRecordFile } from './http/record-file.ts';
export type { RecordFile } from './http/record-file.ts';
export { plainPack, STANDARD_EXPOSED_HEADERS, standardBudgetHeaders, standardHeaders } from './plain-pack.ts';
export type { Refusal, RefusalDetails, RefusalKind, Refuse } from './refusal.ts';
export { RESOURCES_SCHEMA } from './resources/resource-settings.ts';
export type { ResourceSettings } from './resources/resource-settings.ts';
export { Sandbox } from './sandbox.ts';
export type { Handled } from './handled.ts';
export { DEFAULT_BOUNDS } from './sandbox-options.ts';
export type { Bounds, SandboxOptions } from './sandbox-options.ts';
export { defineScenario } from './scenario.ts';
export type { Moment, Scenario, Situation } from './scenario.ts';
export { SetUpError } from './set-up-error.ts';
export type { SetUpFault } from './set-up-error.ts';
export { configure } from './settings.ts';
export type { Due } from './state/agenda.ts';
export type { Draw } from './state/draw.ts';
export type { Change, RecordView, WorldRecord } from './state/records.ts';
export { put, remove } from './state/records.ts';
export type { Drift } from './upstream/drift.ts';
export type { Inputs, Upstream, UpstreamAnswer, UpstreamNeed, UpstreamRequest } from './upstream/upstream.ts';
