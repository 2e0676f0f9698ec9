/**
 * Names of the package that changed. Each works for one release; CHANGELOG.md has the table.
 *
 * @module
 */
import type {
  ApiDefinition,
  CredentialContext,
  EndpointContext,
  ErrorFormat,
  FinishedReply,
  HandlerContext,
  Job,
  JobHandler,
  Random,
  RefuseClientError,
  ReloadResult,
  ScenarioContext,
  SetUpProblem,
  SigningContext,
} from '../mock/index.ts';
import {
  canAccess,
  cancelDeliveries,
  defineApi as currentDefineApi,
  defineScenario as currentDefineScenario,
  deliveryCount,
} from '../mock/index.ts';

/** @deprecated Import it from `revdesk-sandbox/extend`. */
export const defineApi = currentDefineApi;
/** @deprecated Import it from `revdesk-sandbox/extend`. */
export const defineScenario = currentDefineScenario;
/** @deprecated Use `canAccess`. */
export const reaches = canAccess;
/** @deprecated Use `deliveryCount`. */
export const deliveriesMade = deliveryCount;
/** @deprecated Use `cancelDeliveries`. */
export const withdraw = cancelDeliveries;

/** @deprecated Use `ApiDefinition`. */
export type ApiSketch = ApiDefinition;
/** @deprecated Use `EndpointContext`. */
export type ControlSituation = EndpointContext;
/** @deprecated Use `ErrorFormat`. */
export type Dialect = ErrorFormat;
/** @deprecated Use `Random`. */
export type Draw = Random;
/** @deprecated Use `Job`. */
export type Due = Job;
/** @deprecated Use `JobHandler`. */
export type DueHandler = JobHandler;
/** @deprecated Use `FinishedReply`. */
export type Handled = FinishedReply;
/** @deprecated Use `HandlerContext`. */
export type HandlerSituation = HandlerContext;
/** @deprecated Use `CredentialContext`. */
export type IdentifyingWorld = CredentialContext;
/** @deprecated Use `SigningContext`. */
export type OutgoingSituation = SigningContext;
/** @deprecated Use `RefuseClientError`. */
export type RefuseStranded = RefuseClientError;
/** @deprecated Use `ReloadResult`. */
export type Reload = ReloadResult;
/** @deprecated Use `SetUpProblem`. */
export type SetUpFault = SetUpProblem;
/** @deprecated Use `ScenarioContext`. */
export type Situation<Config> = ScenarioContext<Config>;
