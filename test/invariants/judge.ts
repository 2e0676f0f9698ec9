import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { BUNDLED_CONTRACT } from '../../index.ts';
import type { Answer } from './client.ts';
import { valuesOf } from './client.ts';

interface Media {
  readonly schema: { readonly $schema?: string; readonly $ref?: string };
}

interface Document {
  readonly paths: {
    readonly '/v1/webrtc-token': {
      readonly post: {
        readonly responses: Record<string, { readonly content: { readonly 'application/json': Media } }>;
      };
    };
  };
  readonly components: { readonly schemas: Record<string, object> };
}

/** Read and compiled here, and not by the sandbox: a judge shares nothing with whom he judges. */
const contract = JSON.parse(readFileSync(BUNDLED_CONTRACT, 'utf8')) as Document;

const { responses } = contract.paths['/v1/webrtc-token'].post;

const engines = {
  draft07: new Ajv({ strict: false, allErrors: true }),
  latest: new Ajv2020({ strict: false, allErrors: true }),
};
for (const engine of Object.values(engines)) formats.default(engine);

const compile = ({ schema }: Media): ((value: unknown) => unknown) => {
  const engine = schema.$schema?.includes('draft-07') ? engines.draft07 : engines.latest;
  const name = schema.$ref?.split('/').at(-1);
  const validate = engine.compile(name === undefined ? schema : (contract.components.schemas[name] ?? false));
  return (value) => (validate(value) ? undefined : validate.errors);
};

const validators = new Map(
  Object.entries(responses).map(([status, { content }]) => [Number(status), compile(content['application/json'])]),
);

/** What is wrong with an answer by the contract; `undefined` if nothing is. */
export const faultIn = (answer: Answer): unknown => {
  const validate = validators.get(answer.status);
  if (validate === undefined) return `${answer.status} is not declared`;
  const types = valuesOf(answer, 'content-type');
  if (types.join() !== 'application/json') return `the content type is ${types.join()}`;
  const body: unknown = JSON.parse(answer.body);
  return validate(body) ?? (answer.status === 200 ? undefined : wordlessness(body));
};

/** The contract lets an error say nothing; a client wants it told. */
const wordlessness = (body: unknown): string | undefined => {
  const { error } = body as { readonly error?: { readonly code?: string; readonly message?: string } };
  return error?.code && error.message ? undefined : 'the error has no code, or no message';
};
