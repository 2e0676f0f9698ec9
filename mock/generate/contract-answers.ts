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
import { requiredHeaders } from './required-headers.ts';
import { serializeText } from './serialize-text.ts';
import { byPreference } from './media-preference.ts';

/** Whose values are drawn: chance is a function of these and of the request. */
export interface AnswerSource {
  readonly seed: string;
  readonly world: string;
}

/** Replies that the contract itself has: a declared example, else a generated value. */
export class ContractAnswers {
  readonly #contract: Contract;
  readonly #source: AnswerSource;

  constructor(contract: Contract, source: AnswerSource) {
    this.#contract = contract;
    this.#source = source;
  }

  /** The first declared success. Throws if no value could be made that fits: the contract admits none, as far as we can see. */
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

  /** The body of an operation's success, to make others from: a function of seed, world, operation and subject. */
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
      const told = body.isGenerated && status < 300 ? echoOf(exchange, body.value, media) : body.value;
      const written = isJson(type) ? told : serializeText(told, type);
      if (written !== undefined) return { status, headers: { ...headers, 'content-type': type }, body: written };
    }
    return undefined;
  }

  #body(media: MediaContract, forced: Forced | undefined, seed: number): Body | undefined {
    const { examples, schemaPointer, validate, mediaType } = media;
    const [firstOne] = examples.values();
    const declared = forced?.example === undefined ? firstOne : examples.get(forced.example);
    if (declared !== undefined && forced?.dynamic !== true) return { value: declared, isGenerated: false };
    if (schemaPointer === undefined) return { value: isJson(mediaType) ? {} : '', isGenerated: false };
    const made = generateValue({ document: this.#contract.document, schemaPointer, validate }, seed);
    return made && { value: made.value, isGenerated: true };
  }

  /** A function of seed, world, operation and request: the same call gets the same answer, whatever came before it. */
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
  const sent = bodyValue(operation, request.body)?.value;
  const fields = typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? sent : {};
  return echoRequest(value, { ...Object.fromEntries(pathParameters), ...fields }, (told) => validate(told).length === 0);
};

/** A place that exists: the request's own. Whoever knows of a better one names that. */
const ownLocation = ({ request }: Exchange, { headers }: ResponseContract): Readonly<Record<string, string>> => {
  const location = headers.find(({ name, required }) => name === 'location' && required);
  const own = request.baseUrl + pathOf(request);
  return location !== undefined && location.validate(own).length === 0 ? { location: own } : {};
};

const statusNumber = (status: string): number => (status === 'default' ? 200 : Number(status.replaceAll('X', '0')));
