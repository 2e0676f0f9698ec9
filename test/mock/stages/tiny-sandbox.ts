import type { ApiPack, FinishedReply, JsonObject, Reply, SandboxRequest, Scenario } from '../../../index.ts';
import { configure, ContractDocument, DEFAULT_BOUNDS, plainPack, readContract, Sandbox } from '../../../index.ts';
import type { RequestSketch } from '../../support/a-request.ts';
import { aRequest } from '../../support/a-request.ts';
import { START } from '../../support/open-sandbox.ts';
import { answered } from '../../support/answered.ts';

/** What a test says of a sandbox that serves one operation, `POST /things`, called `make_thing`. */
export interface TinySketch {
  /** Goes over the operation: it has no security, takes any JSON, and answers 200 with any JSON. */
  readonly operation?: JsonObject;
  /** Paths beside `/things`. */
  readonly paths?: JsonObject;
  readonly components?: JsonObject;
  readonly pack?: Partial<ApiPack>;
  readonly scenarios?: readonly Scenario[];
  /** Settings by scenario name. */
  readonly settings?: Readonly<Record<string, JsonObject>>;
}

export interface TinyBench {
  readonly sandbox: Sandbox;
  /** Sends a request to `/things`; with no credential unless told otherwise. */
  readonly send: (sketch?: RequestSketch) => Reply;
  readonly handle: (request: SandboxRequest) => FinishedReply;
  readonly bugs: readonly unknown[];
}

const JSON_OF_ANY_KIND = { 'application/json': { schema: {} } };

export const ANYTHING: JsonObject = { description: 'Anything.', content: JSON_OF_ANY_KIND };

/** A sandbox around a contract of one operation, with whatever pack and scenarios a test makes up. */
export const tinySandbox = (sketch: TinySketch = {}): TinyBench => {
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
        requestBody: { content: JSON_OF_ANY_KIND },
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
