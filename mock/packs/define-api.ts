import type { ApiPack, Handler, JobHandler, Page } from '../api-pack.ts';
import type { ControlEndpoint } from '../control-endpoint.ts';
import type { JsonObject } from '../json.ts';
import type { ErrorFormat } from '../refusal.ts';
import type { Change } from '../state/records.ts';
import type { ListedCaller } from './listed-callers.ts';
import { withCallers } from './listed-callers.ts';
import { plainPack } from './plain-pack.ts';
import { withCurrentNames } from './with-current-names.ts';

/** What is said of an API; of the rest the contract speaks. */
export interface ApiDefinition extends Partial<Pick<ApiPack, 'errorFormat' | 'magic' | 'sign' | 'jobsEmit'>> {
  /** In one word, for messages. */
  readonly name: string;
  /** Code for operations that are more than their contract, by operation id. */
  readonly handlers?: Readonly<Record<string, Handler>>;
  /** Who may call. @default every credential is accepted */
  readonly callers?: readonly ListedCaller[];
  /** What a fresh world holds. */
  readonly seed?: readonly Change[];
  /** What happens when something falls due, by its kind. */
  readonly jobHandlers?: Readonly<Record<string, JobHandler>>;
  /** @deprecated Use `jobHandlers`. */
  readonly onDue?: Readonly<Record<string, JobHandler>>;
  /** @deprecated Use `errorFormat`. */
  readonly dialect?: ErrorFormat;
  /** What a caller needs for an operation, by operation id. @default as the contract says */
  readonly scopes?: Readonly<Record<string, string>>;
  readonly controls?: readonly ControlEndpoint[];
  /** Documents outside the contract, by path. */
  readonly pages?: Readonly<Record<string, Page>>;
  /** Settings of scenarios that fit the API, by scenario name. */
  readonly scenarios?: Readonly<Record<string, JsonObject>>;
}

/**
 * Declares what one API adds to its contract, for `startSandbox({ pack })`, or for a module that `--extend` names.
 *
 * @example
 * export const pack = defineApi({
 *   name: 'shop',
 *   handlers: {
 *     tellTime: ({ exchange }) => ({ reply: { status: 200, headers: { 'content-type': 'application/json' }, body: { now: exchange.now } } }),
 *   },
 * });
 */
export const defineApi = (definition: ApiDefinition): ApiPack => {
  const { handlers = {}, callers = [], onDue = {}, jobHandlers = onDue, scopes = {}, pages = {}, ...rest } = definition;
  const pack = withCurrentNames({
    ...plainPack,
    ...rest,
    handlers: new Map(Object.entries(handlers)),
    jobHandlers: new Map(Object.entries(jobHandlers)),
    scopes: new Map(Object.entries(scopes)),
    pages: new Map(Object.entries(pages)),
  });
  return withCallers(pack, callers);
};
