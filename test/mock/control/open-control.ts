import type { Reply } from '../../../mock/index.ts';
import type { Sandbox } from '../../../index.ts';
import { controlEndpoints } from '../../../mock/control/endpoints/index.ts';
import { ControlRouter } from '../../../mock/control/router.ts';
import type { HarnessOptions, TestHarness } from '../../support/open-sandbox.ts';
import { openSandbox, START } from '../../support/open-sandbox.ts';

/** A test sandbox with control calls, without a socket and on the same wall clock. */
export interface ControlHarness extends TestHarness {
  readonly router: ControlRouter;
  /** Makes a control call, such as `control('POST', '/clock/advance', { seconds: 5 })`. */
  readonly control: (method: string, path: string, input?: unknown, from?: ControlSketch) => Reply;
}

interface ControlSketch {
  readonly world?: string;
  /** A calling token, for the gateway. */
  readonly bearer?: string;
  /** Replaces `bearer`. */
  readonly authorization?: string;
}

export const openControl = async (options: HarnessOptions = {}): Promise<ControlHarness> => {
  const harness = await openSandbox(options);
  let wall = START;
  const pass = (seconds: number): void => {
    wall += seconds * 1000;
    harness.pass(seconds);
  };
  return { ...harness, pass, ...controlOn(harness.sandbox, () => wall) };
};

/** Creates control calls for any sandbox. */
export const controlOn = (
  sandbox: Sandbox,
  wallClock = (): number => START,
): Pick<ControlHarness, 'router' | 'control'> => {
  const router = new ControlRouter(sandbox, controlEndpoints(sandbox));
  const control: ControlHarness['control'] = (
    method,
    path,
    input,
    { world = 'default', bearer, authorization } = {},
  ) => {
    const url = new URL(path, 'http://control');
    const match = router.match(method, url.pathname);
    const openWorld = sandbox.worlds.open(world, wallClock());
    if (match.kind !== 'endpoint' || openWorld === undefined) throw new Error(`No ${method} ${path} in ${world}.`);
    const credential = authorization ?? (bearer === undefined ? undefined : `Bearer ${bearer}`);
    return router.run(
      match,
      { ...requestOf(method, url, input), headers: headersWith(credential) },
      openWorld,
      wallClock(),
    );
  };
  return { router, control };
};

const requestOf = (method: string, url: URL, input: unknown): Omit<Parameters<ControlRouter['run']>[1], 'headers'> => ({
  method,
  path: url.pathname,
  query: url.searchParams,
  body:
    input === undefined
      ? { kind: 'none' }
      : { kind: 'json', mediaType: 'application/json', value: input, bytes: JSON.stringify(input).length },
  baseUrl: 'http://sandbox.test',
});

const headersWith = (authorization: string | undefined): ReadonlyMap<string, readonly string[]> =>
  new Map(authorization === undefined ? [] : [['authorization', [authorization]]]);
