/**
 * The engine: answers any OpenAPI contract, remembers what a pack and scenarios tell it to, and explains itself.
 *
 * @module
 */
export type {
  ApiPack,
  ErrorFormat,
  JobHandler,
  Handler,
  HandlerContext,
  CredentialContext,
  SigningContext,
  Page,
  RefusalContext,
} from './api-pack.ts';
export type { Budget } from './budget.ts';
export { secondsUntilReset } from './budget.ts';
export { configureScenario } from './settings/configure-scenario.ts';
export { readContract } from './contract/contract.ts';
export type { Contract } from './contract/contract.ts';
export { ContractDocument } from './contract/document/document.ts';
export { loadDocument } from './contract/document/load.ts';
export type { Operation } from './contract/operations/operation.ts';
export type { ReloadResult } from './control/control-context.ts';
export type { ControlAnswer, ControlEndpoint, EndpointContext } from './control/endpoint.ts';
export { isLoopbackName } from './control/guard.ts';
export { unanswerable } from './contract/operations/unanswerable.ts';
export type { Decision, Outcome } from './decision.ts';
export { defineApi } from './packs/define-api.ts';
export type { ApiDefinition } from './packs/define-api.ts';
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
export { headerOf, pathOf, queryOf, canAccess, withHeaders } from './exchange.ts';
export type { Forwarded } from './http/out/forward.ts';
export type { Middleware } from './http/express-types.ts';
export { listen } from './http/listen.ts';
export type { Listening } from './http/listen.ts';
export type { RefuseClientError } from './http/in/client-error.ts';
export { createMiddleware } from './http/middleware.ts';
export { CALLERS_SCHEMA, declaredScopes, withCallers } from './packs/listed-callers.ts';
export type { ListedCaller } from './packs/listed-callers.ts';
export { DEFAULT_RETRY_AFTER_SECONDS } from './outbox/delivery.ts';
export type { Delivery, Emission } from './outbox/delivery.ts';
export { deliveryCount } from './outbox/enqueue.ts';
export { isUndelivered, cancelDeliveries } from './outbox/cancel-deliveries.ts';
export { openRecordFile } from './http/out/record-file.ts';
export type { RecordFile } from './http/out/record-file.ts';
export { plainPack, STANDARD_EXPOSED_HEADERS, standardBudgetHeaders, standardHeaders } from './packs/plain-pack.ts';
export type { Refusal, RefusalDetails, RefusalKind, Refuse } from './refusal.ts';
export { RESOURCES_SCHEMA } from './resources/resource-settings.ts';
export type { ResourceSettings } from './resources/resource-settings.ts';
export { Sandbox } from './sandbox.ts';
export type { FinishedReply } from './request-path/finish-reply.ts';
export { DEFAULT_BOUNDS } from './settings/sandbox-options.ts';
export type { Bounds, SandboxOptions } from './settings/sandbox-options.ts';
export { defineScenario } from './scenario.ts';
export type { Moment, Scenario, ScenarioContext } from './scenario.ts';
export { SetUpError } from './settings/set-up-error.ts';
export type { SetUpProblem } from './settings/set-up-error.ts';
export { configure } from './settings/configure.ts';
export type { Job } from './state/schedule.ts';
export type { Random } from './state/random.ts';
export type { Change, RecordView, WorldRecord } from './state/records.ts';
export { put, remove } from './state/records.ts';
export type { Drift } from './upstream/drift.ts';
export type { Inputs, Upstream, UpstreamAnswer, UpstreamNeed, UpstreamRequest } from './upstream/upstream.ts';
