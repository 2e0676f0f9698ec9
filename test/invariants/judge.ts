import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { BUNDLED_CONTRACT } from '../../index.ts';
import type { ReceivedResponse } from './client.ts';
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

/** Read and compiled here, not by the sandbox, so that the check shares no code with what it checks. */
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

/** How a response violates the contract; `undefined` if it does not. */
export const violationIn = (response: ReceivedResponse): unknown => {
  const validate = validators.get(response.status);
  if (validate === undefined) return `${response.status} is not declared`;
  const types = valuesOf(response, 'content-type');
  if (types.join() !== 'application/json') return `the content type is ${types.join()}`;
  const body: unknown = JSON.parse(response.body);
  return validate(body) ?? (response.status === 200 ? undefined : missingErrorText(body));
};

/** The contract allows an error without a code and a message; clients need both. */
const missingErrorText = (body: unknown): string | undefined => {
  const { error } = body as { readonly error?: { readonly code?: string; readonly message?: string } };
  return error?.code && error.message ? undefined : 'the error has no code, or no message';
};
