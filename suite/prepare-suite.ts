import type { Contract } from '../mock/contract/index.ts';
import { loadDocument, readContract } from '../mock/contract/index.ts';
import { BUNDLED_CONTRACT } from '../package-root.ts';
import type { Derived } from './contract/derive/index.ts';
import { deriveCases } from './contract/derive/index.ts';
import { findControl } from './contract/find-control.ts';
import type { ValuesByOperation } from './contract/sample.ts';
import type { Target } from './contract/target.ts';
import { SANDBOX_VALUES } from './revdesk/values.ts';

/** The server that the contract suite runs against, and the values that it uses. */
export interface SuiteOptions {
  /** The server under test: `http://127.0.0.1:4010`. Its path, if any, replaces the paths of the contract's `servers`. */
  readonly target: string;
  /** The credential of a caller that may use the API; for basic authentication `user:password`. */
  readonly key?: string;
  /** An OpenAPI document: a file or URL. @default the bundled RevDesk contract */
  readonly contract?: string;
  /** Values for requests, by operation id. @default values that a new sandbox accepts, if the target is a sandbox */
  readonly values?: ValuesByOperation;
  /** Whether to run cases that may change data on the server. @default only if the target is a sandbox */
  readonly allowMutations?: boolean;
  /** The control token that the sandbox was started with, if any. */
  readonly controlToken?: string;
  /** @default "/_sandbox" */
  readonly controlPath?: string;
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch;
}

/** A suite that is ready to run. */
export interface PreparedSuite extends Derived {
  readonly contract: Contract;
  readonly target: Target;
  readonly allowMutations: boolean;
}

/**
 * Reads the contract, detects whether the target is a sandbox, and derives the cases.
 *
 * @throws {SetUpError} if the contract cannot be read.
 * @throws {Error} if the target does not respond, or if the contract requires a key and none was passed.
 */
export const prepareSuite = async (options: SuiteOptions): Promise<PreparedSuite> => {
  const { contract: source = BUNDLED_CONTRACT, key } = options;
  const contract = readContract(await loadDocument(source), {
    isTrusted: source === BUNDLED_CONTRACT,
    // If the target has a path, it is the base path of the API.
    ...(new URL(options.target).pathname !== '/' && { basePath: '/' }),
  });
  if (key === undefined && contract.operations.some(({ security }) => security.length > 0))
    throw new Error(`${contract.title} requires a credential, and none was passed. Pass one with --key.`);
  const target = await targetOf(options);
  const isSandbox = target.control !== undefined;
  const values = options.values ?? (isSandbox && source === BUNDLED_CONTRACT ? SANDBOX_VALUES : {});
  return { contract, target, allowMutations: options.allowMutations ?? isSandbox, ...deriveCases(contract, values) };
};

const targetOf = async (options: SuiteOptions): Promise<Target> => {
  const { target: url, key, controlToken: token, controlPath: path = '/_sandbox', fetch: send = fetch } = options;
  const target: Target = { url: url.replace(/\/$/, ''), key, fetch: send };
  const control = await findControl(target, { path, ...(token !== undefined && { token }) });
  return { ...target, ...(control && { control }) };
};
