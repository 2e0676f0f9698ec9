import type { Contract } from '../../mock/contract/index.ts';
import { loadDocument, readContract } from '../../mock/contract/index.ts';
import { BUNDLED_CONTRACT } from '../../package-root.ts';
import { SANDBOX_VALUES } from '../revdesk/values.ts';
import type { Derived } from './derive/index.ts';
import { deriveCases } from './derive/index.ts';
import { findControl } from './find-control.ts';
import type { ValuesByOperation } from './sample.ts';
import type { Target } from './target.ts';

/** What a contract suite is run against, and with what. */
export interface SuiteOptions {
  /** The server under test: `http://127.0.0.1:4010`. A path in it takes the place of those that the contract's servers have. */
  readonly target: string;
  /** The credential of whoever may call the API; for basic authentication `user:password`. */
  readonly key?: string;
  /** An OpenAPI document: a file or URL. @default the bundled RevDesk contract */
  readonly contract?: string;
  /** What requests are filled with, by operation id. @default what a fresh sandbox knows, if the target is one */
  readonly values?: ValuesByOperation;
  /** Whether cases are run that may change what the server holds. @default only if the target is a sandbox */
  readonly allowMutations?: boolean;
  /** The control token that the sandbox was started with, if any. */
  readonly controlToken?: string;
  /** @default "/_sandbox" */
  readonly controlPath?: string;
  /** @default the global one */
  readonly fetch?: typeof fetch;
}

/** A suite that is ready to run. */
export interface PreparedSuite extends Derived {
  readonly contract: Contract;
  readonly target: Target;
  readonly allowMutations: boolean;
}

/**
 * Reads the contract, looks at the target, and works out the cases.
 *
 * @throws {SetUpError} for a contract that cannot be read.
 * @throws {Error} if the target does not answer, or if the contract demands a key and none was passed.
 */
export const prepareSuite = async (options: SuiteOptions): Promise<PreparedSuite> => {
  const { contract: source = BUNDLED_CONTRACT, key } = options;
  const contract = readContract(await loadDocument(source), {
    isTrusted: source === BUNDLED_CONTRACT,
    // A target with a path of its own says where the API lies.
    ...(new URL(options.target).pathname !== '/' && { basePath: '/' }),
  });
  if (key === undefined && contract.operations.some(({ security }) => security.length > 0))
    throw new Error(`${contract.title} demands a credential, and none was passed. Pass one with --key.`);
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
