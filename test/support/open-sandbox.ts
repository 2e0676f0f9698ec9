import type { GivenSettings, Sandbox } from '../../index.ts';
import type { Reply, WorldRecord } from '../../mock/index.ts';
import { BUNDLED_CONTRACT } from '../../package-root.ts';
import { compose, readSettings } from '../../server/compose.ts';
import type { RequestSketch } from './a-request.ts';
import { aRequest } from './a-request.ts';
import { answered } from './answered.ts';

/** When the wall clock of every test starts: 1 January 2026, 00:00 UTC. */
export const START = Date.UTC(2026, 0, 1);

/** A sandbox without a socket, on a wall clock that only the test moves. */
export interface TestHarness {
  readonly sandbox: Sandbox;
  /** Sends a request to the world `default`, or to another. */
  readonly send: (sketch?: RequestSketch, world?: string) => Reply;
  /** Advances the wall clock. */
  readonly pass: (seconds: number) => void;
  /** The records of a collection in the world `default`. */
  readonly records: (collection: string) => readonly WorldRecord[];
  /** The reported bugs. */
  readonly bugs: readonly unknown[];
  readonly notices: readonly string[];
}

export interface HarnessOptions extends GivenSettings {
  readonly contract?: string;
}

export const openSandbox = async ({
  contract = BUNDLED_CONTRACT,
  ...given
}: HarnessOptions = {}): Promise<TestHarness> => {
  const bugs: unknown[] = [];
  const notices: string[] = [];
  const listener = {
    onBug: (bug: unknown) => void bugs.push(bug),
    onNotice: (text: string) => void notices.push(text),
  };
  const sandbox = await compose(contract, readSettings(given, 'settings'), listener);
  let wall = START;
  return {
    sandbox,
    send: (sketch, world = 'default') => {
      const { reply, sent } = answered(sandbox.handle(world, aRequest(sketch), wall));
      if (reply.delayMs === undefined) sent();
      return reply;
    },
    pass: (seconds) => void (wall += seconds * 1000),
    records: (collection) => sandbox.worlds.find('default')?.list(collection, wall) ?? [],
    bugs,
    notices,
  };
};
