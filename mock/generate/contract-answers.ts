import { hash } from 'node:crypto';
import { bodyValue } from '../contract/bodies/body-value.ts';
import type { Contract } from '../contract/contract.ts';
import type { MediaContract, Operation, ResponseContract } from '../contract/operations/operation.ts';
import { isJson, responseFor, successOf } from '../contract/operations/operation.ts';
import type { Exchange, Forced } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import { pathOf } from '../request.ts';
import { echoRequest } from './echo.ts';
import { generateValue } from './generate-value.ts';
import { byPreference } from './media-preference.ts';
import { requiredHeaders } from './required-headers.ts';
import { serializeText } from './serialize-text.ts';

/** Seeds for generated values, which are a function of these and of the request. */
export interface AnswerSource {
  readonly seed: string;
  readonly world: string;
}

/** Replies from the contract itself: a declared example, else a generated value. */
export class ContractAnswers {
  readonly #contract: Contract;
  readonly #source: AnswerSource;

  constructor(contract: Contract, source: AnswerSource) {
    this.#contract = contract;
    this.#source = source;
  }

  /**
   * The first declared success.
   *
   * @throws {Error} if no value was found that fits: the contract seems to allow none.
   */
  success(exchange: Exchange): Reply {
    const response = successOf(exchange.operation);
    const reply = this.#reply(response, statusNumber(response.status), exchange);
    if (reply === undefined) throw new Error(`No value was found that fits ${response.pointer}. Give it an example.`);
    return reply;
  }

  /** `undefined` if the contract does not declare the status, or if no value was found that fits. */
  answer(exchange: Exchange, status: number): Reply | undefined {
    const response = responseFor(exchange.operation, status);
    return response && this.#reply(response, status, exchange);
  }

  /** A body of an operation's success, as a base for others: a function of seed, world, operation and subject. */
  sample(operation: Operation, subject: string): unknown {
    const seed = this.#hash([operation.id, 'sample', subject]);
    const [body] = successOf(operation).content.flatMap((media) =>
      isJson(media.mediaType) || media.mediaType.includes('*') ? (this.#body(media, undefined, seed) ?? []) : [],
    );
    return body?.value;
  }

  #reply(response: ResponseContract, status: number, exchange: Exchange): Reply | undefined {
    const seed = this.#seedFor(exchange);
    const headers = {
      ...requiredHeaders(this.#contract.document, response, seed),
      ...ownLocation(exchange, response),
    };
    if (response.content.length === 0) return { status, headers };
    for (const media of byPreference(response.content, exchange.request)) {
      const body = this.#body(media, exchange.forced, seed);
      const type = media.mediaType.includes('*') ? 'application/json' : media.mediaType;
      if (body === undefined) continue;
      const value = body.isGenerated && status < 300 ? echoOf(exchange, body.value, media) : body.value;
      const serialized = isJson(type) ? value : serializeText(value, type);
      if (serialized !== undefined) return { status, headers: { ...headers, 'content-type': type }, body: serialized };
    }
    return undefined;
  }

  #body(media: MediaContract, forced: Forced | undefined, seed: number): Body | undefined {
    const { examples, schemaPointer, validate, mediaType } = media;
    const [firstExample] = examples.values();
    const declared = forced?.example === undefined ? firstExample : examples.get(forced.example);
    if (declared !== undefined && forced?.dynamic !== true) return { value: declared, isGenerated: false };
    if (schemaPointer === undefined) return { value: isJson(mediaType) ? {} : '', isGenerated: false };
    const generated = generateValue({ document: this.#contract.document, schemaPointer, validate }, seed);
    return generated && { value: generated.value, isGenerated: true };
  }

  /** A function of seed, world, operation and request: the same call gets the same reply, regardless of earlier calls. */
  #seedFor({ operation, request }: Exchange): number {
    const body = bodyValue(operation, request.body)?.value ?? null;
    return this.#hash([operation.id, request.target, body]);
  }

  #hash(subject: readonly unknown[]): number {
    const basis = JSON.stringify([this.#source.seed, this.#source.world, ...subject]);
    return Number.parseInt(hash('sha256', basis, 'hex').slice(0, 8), 16) >>> 1;
  }
}

interface Body {
  readonly value: unknown;
  readonly isGenerated: boolean;
}

const echoOf = (
  { operation, request, pathParameters }: Exchange,
  value: unknown,
  { validate }: MediaContract,
): unknown => {
  const requestValue = bodyValue(operation, request.body)?.value;
  const fields =
    typeof requestValue === 'object' && requestValue !== null && !Array.isArray(requestValue) ? requestValue : {};
  return echoRequest(
    value,
    { ...Object.fromEntries(pathParameters), ...fields },
    (candidate) => validate(candidate).length === 0,
  );
};

/** A `Location` that exists: the request's own URL. Handlers may set a more specific one. */
const ownLocation = ({ request }: Exchange, { headers }: ResponseContract): Readonly<Record<string, string>> => {
  const location = headers.find(({ name, required }) => name === 'location' && required);
  const own = request.baseUrl + pathOf(request);
  return location !== undefined && location.validate(own).length === 0 ? { location: own } : {};
};

const statusNumber = (status: string): number => (status === 'default' ? 200 : Number(status.replaceAll('X', '0')));
