import type { ApiPack, FinishedReply, JsonObject, Reply, SandboxRequest, Scenario } from '../../../mock/index.ts';
import { ContractDocument, DEFAULT_BOUNDS, Sandbox, configure, plainPack, readContract } from '../../../mock/index.ts';
import type { RequestSketch } from '../../support/a-request.ts';
import { aRequest } from '../../support/a-request.ts';
import { answered } from '../../support/answered.ts';
import { START } from '../../support/open-sandbox.ts';

/** The parts of a sandbox that a test sets; it serves one operation, `POST /things`, called `make_thing`. */
export interface TinySketch {
  /** Merged into the operation, which has no security, accepts any JSON, and answers 200 with any JSON. */
  readonly operation?: JsonObject;
  /** Paths in addition to `/things`. */
  readonly paths?: JsonObject;
  readonly components?: JsonObject;
  readonly pack?: Partial<ApiPack>;
  readonly scenarios?: readonly Scenario[];
  /** Settings by scenario name. */
  readonly settings?: Readonly<Record<string, JsonObject>>;
}

export interface TinyHarness {
  readonly sandbox: Sandbox;
  /** Sends a request to `/things`, by default without a credential. */
  readonly send: (sketch?: RequestSketch) => Reply;
  readonly handle: (request: SandboxRequest) => FinishedReply;
  readonly bugs: readonly unknown[];
}

const ANY_JSON = { 'application/json': { schema: {} } };

export const ANYTHING: JsonObject = { description: 'Anything.', content: ANY_JSON };

/** A sandbox for a contract with one operation, with the pack and scenarios of the test. */
export const tinySandbox = (sketch: TinySketch = {}): TinyHarness => {
  const { scenarios = [], settings = {} } = sketch;
  const bugs: unknown[] = [];
  const sandbox = new Sandbox({
    contract: readContract(new ContractDocument('tiny.json', documentOf(sketch))),
    pack: { ...plainPack, ...sketch.pack },
    scenarios,
    configs: new Map(scenarios.map((scenario) => [scenario.name, configOf(scenario, settings[scenario.name])])),
    seed: 'tiny',
    bounds: DEFAULT_BOUNDS,
    onBug: (bug) => void bugs.push(bug),
  });
  const handle = (request: SandboxRequest): FinishedReply => answered(sandbox.handle('default', request, START));
  return {
    sandbox,
    handle,
    send: (request) => handle(aRequest({ target: '/things', key: null, body: {}, ...request })).reply,
    bugs,
  };
};

const documentOf = ({ operation = {}, paths = {}, components = {} }: TinySketch): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Tiny', version: '1' },
  paths: {
    '/things': {
      post: {
        operationId: 'make_thing',
        requestBody: { content: ANY_JSON },
        responses: { 200: ANYTHING },
        ...operation,
      },
    },
    ...paths,
  },
  components,
});

const configOf = ({ configSchema, name }: Scenario, settings: JsonObject = {}): JsonObject => {
  const configured = configure(configSchema, settings, name);
  if ('problems' in configured) throw new Error(configured.problems.map(({ problem }) => problem).join('; '));
  return configured.config;
};
