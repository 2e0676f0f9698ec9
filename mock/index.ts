/**
 * The engine: answers any OpenAPI contract, keeps the state of packs and scenarios, and explains each reply.
 *
 * @module
 */
export type {
  ApiPack,
  JobHandler,
  Handler,
  HandlerContext,
  CredentialContext,
  SigningContext,
  Page,
} from './api-pack.ts';
export type { ErrorFormat, RefusalContext } from './refusal.ts';
export type { Budget } from './budget.ts';
export { secondsUntilReset } from './budget.ts';
export { configureScenario } from './settings/configure-scenario.ts';
export { readContract } from './contract/contract.ts';
export type { Contract } from './contract/contract.ts';
export { ContractDocument } from './contract/document/document.ts';
export { loadDocument } from './contract/document/load.ts';
export type { Operation } from './contract/operations/operation.ts';
export type { ReloadResult } from './settings/reload-result.ts';
export type { ControlAnswer, ControlEndpoint, EndpointContext } from './control-endpoint.ts';
export { isLoopbackName } from './control/guard.ts';
export { unanswerable } from './generate/unanswerable.ts';
export type { Decision, Outcome } from './state/decision.ts';
export { defineApi } from './packs/define-api.ts';
export type { ApiDefinition } from './packs/define-api.ts';
export type { Caller } from './caller.ts';
export type { Exchange, Forced } from './exchange.ts';
export type { HeaderFields, RequestBody, SandboxRequest } from './request.ts';
export type { Instant } from './state/instant.ts';
export type { JsonObject } from './json.ts';
export type { Reply } from './reply.ts';
export { headerOf, pathOf, queryOf } from './request.ts';
export { canAccess } from './caller.ts';
export { withHeaders } from './reply.ts';
export type { Middleware } from './http/express-types.ts';
export { listen } from './http/listen.ts';
export type { RefuseClientError } from './http/out/client-error.ts';
export { createMiddleware } from './http/middleware.ts';
export { CALLERS_SCHEMA, declaredScopes, withCallers } from './packs/listed-callers.ts';
export type { ListedCaller } from './packs/listed-callers.ts';
export { DEFAULT_RETRY_AFTER_SECONDS } from './outbox/retry.ts';
export type { Delivery } from './outbox/delivery.ts';
export type { Emission } from './state/decision.ts';
export { deliveryCount } from './outbox/enqueue.ts';
export { isUndelivered, cancelDeliveries } from './outbox/cancel-deliveries.ts';
export { openRecordFile } from './http/out/record-file.ts';
export type { RecordFile } from './http/out/record-file.ts';
export { withCurrentNames } from './packs/with-current-names.ts';
export { plainPack, STANDARD_EXPOSED_HEADERS, standardBudgetHeaders, standardHeaders } from './packs/plain-pack.ts';
export type { Refusal, RefusalDetails, RefusalKind, Refuse } from './refusal.ts';
export { RESOURCES_SCHEMA } from './resources/resource-settings.ts';
export type { ResourceSettings } from './resources/resource-settings.ts';
export { Sandbox } from './sandbox.ts';
export type { FinishedReply } from './request-path/finish-reply.ts';
export { DEFAULT_BOUNDS } from './request-path/sandbox-options.ts';
export type { Bounds, SandboxOptions } from './request-path/sandbox-options.ts';
export { defineScenario } from './scenario.ts';
export type { Moment, Scenario, ScenarioContext } from './scenario.ts';
export { isObject } from './json.ts';
export { SetUpError } from './contract/document/set-up-error.ts';
export type { SetUpProblem } from './contract/document/set-up-error.ts';
export { configure } from './settings/configure.ts';
export { matchesGlob } from './settings/glob.ts';
export type { Job } from './state/schedule.ts';
export type { Random } from './state/random.ts';
export type { Change, RecordView, WorldRecord } from './state/records.ts';
export { put, remove } from './state/records.ts';
export { shellQuote } from './observe/shell-quote.ts';
export type { UpstreamNeed } from './request-path/pending-request.ts';
export type { Upstream } from './upstream/upstream.ts';
