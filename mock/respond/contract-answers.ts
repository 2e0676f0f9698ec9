import { hash } from 'node:crypto';
import type { Contract } from '../contract/contract.ts';
import type { HeaderContract, MediaContract, ResponseContract } from '../contract/operations.ts';
import { isJson, responseFor } from '../contract/operations.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { generateValue } from './generate.ts';

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
    const response =
      exchange.operation.responses.find(({ status }) => status.startsWith('2')) ?? exchange.operation.responses[0];
    if (response === undefined) throw new Error(`${exchange.operation.id} declares no response.`);
    const status = statusNumber(response.status);
    const reply = this.answer(exchange, status);
    if (reply === undefined) throw new Error(`No value was found that fits ${response.pointer}. Give it an example.`);
    return reply;
  }

  /** `undefined` if the contract does not declare the status, or if no value was found that fits. */
  answer(exchange: Exchange, status: number): Reply | undefined {
    const response = responseFor(exchange.operation, status);
    if (response === undefined) return undefined;
    const headers = this.#headers(response, exchange);
    const media = response.content.find(({ mediaType }) => isJson(mediaType)) ?? response.content[0];
    if (media === undefined) return { status, headers };
    const body = this.#body(media, exchange);
    const type = media.mediaType.includes('*') ? 'application/json' : media.mediaType;
    return body && { status, headers: { ...headers, 'content-type': type }, body: body.value };
  }

  #body(media: MediaContract, exchange: Exchange): { readonly value: unknown } | undefined {
    const { example, dynamic } = exchange.forced ?? {};
    const declared = example === undefined ? first(media.examples.values()) : media.examples.get(example);
    if (declared !== undefined && dynamic !== true) return { value: declared };
    if (media.schemaPointer === undefined) return { value: isJson(media.mediaType) ? {} : '' };
    return generateValue(this.#contract.document, media.schemaPointer, media.validate, this.#seedFor(exchange));
  }

  #headers({ headers }: ResponseContract, exchange: Exchange): Record<string, string> {
    const entries = headers
      .filter(({ required }) => required)
      .map((header) => [header.name, this.#headerText(header, exchange)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  #headerText({ schemaPointer, validate }: HeaderContract, exchange: Exchange): string | undefined {
    if (schemaPointer === undefined) return '';
    const made = generateValue(this.#contract.document, schemaPointer, validate, this.#seedFor(exchange));
    return made && String(made.value);
  }

  /** A function of seed, world, operation and request: the same call gets the same answer, whatever came before it. */
  #seedFor({ operation, request }: Exchange): number {
    const body = request.body.kind === 'json' ? request.body.value : null;
    const basis = JSON.stringify([this.#source.seed, this.#source.world, operation.id, request.target, body]);
    return Number.parseInt(hash('sha256', basis, 'hex').slice(0, 8), 16) >>> 1;
  }
}

const first = <Item>(items: Iterable<Item>): Item | undefined => {
  for (const item of items) return item;
  return undefined;
};

const statusNumber = (status: string): number => (status === 'default' ? 200 : Number(status.replaceAll('X', '0')));
