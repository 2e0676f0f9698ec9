import type { JsonObject } from '../exchange.ts';
import type { Located } from './document.ts';
import { isObject } from './document.ts';
import type { Operation, ResponseContract } from './operations.ts';
import { pointerTo } from './pointer.ts';
import { readBases } from './read-bases.ts';
import { readContent, readHeaders } from './read-content.ts';
import { readCallbacks } from './read-outgoing.ts';
import { readParameters } from './read-parameters.ts';
import { readSecurity } from './read-security.ts';
import type { Reading, SharedResponse } from './reading.ts';

/** Where an operation stands in the document. */
export interface OperationPlace {
  readonly path: string;
  /** As in the document: `get`. */
  readonly method: string;
  /** Pointers. */
  readonly pathItem: string;
  readonly pointer: string;
}

/**
 * Reads an operation out of the document, compiling its schemas. What is wrong with one part joins the faults, and the others are
 * read all the same.
 *
 * @throws {SetUpError} if it cannot be read at all.
 */
export const readOperation = (reading: Reading, { path, method, pathItem, pointer }: OperationPlace): Operation => {
  const { document, faults, basePath } = reading;
  const { node } = document.locate(pointer);
  const holders = [{ node, pointer }, document.locate(pathItem), { node: document.root, pointer: '' }];
  return {
    id: typeof node['operationId'] === 'string' ? node['operationId'] : `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    bases: basePath === undefined ? faults.collect(() => readBases(document, holders)).flat() : [basePath],
    document,
    pointer,
    summary: typeof node['summary'] === 'string' ? node['summary'] : '',
    parameters: readParameters(reading, pathItem, pointer),
    requestBody: faults.collect(() => readRequestBody(reading, pointer, node))[0],
    responses: faults.collect(() => readResponses(reading, pointer, node)).flat(),
    callbacks: readCallbacks(reading, pointer),
    security: faults.collect(() => readSecurity(reading, pointer, node)).flat(),
  };
};

const readRequestBody = (reading: Reading, operation: string, node: JsonObject): Operation['requestBody'] => {
  if (node['requestBody'] === undefined) return undefined;
  const body = reading.document.locate(pointerTo(operation, 'requestBody'));
  return { required: body.node['required'] === true, content: readContent(reading, body, 'request') };
};

const readResponses = (reading: Reading, operation: string, node: JsonObject): readonly ResponseContract[] => {
  const responses = isObject(node['responses']) ? node['responses'] : {};
  const declared = Object.keys(responses).filter((status) => !status.startsWith('x-'));
  if (declared.length === 0) return [anythingGoes(reading, operation)];
  const read = declared.flatMap((status) => reading.faults.collect(() => readResponse(reading, operation, status)));
  if (read.length > 0 && read.every(({ status }) => /^[45]/.test(status)))
    reading.notices.push(
      `${reading.document.source}#${operation}: declares errors alone, so that one of them is all that it can answer.`,
    );
  return read;
};

/** An operation may say nothing of its answers (OpenAPI 3.1.1, section 4.8.10): then none of them breaks the contract. */
const anythingGoes = ({ notices, document }: Reading, operation: string): ResponseContract => {
  notices.push(`${document.source}#${operation}: declares no responses, so that none can be checked.`);
  return { status: 'default', pointer: operation, content: [], headers: [] };
};

const readResponse = (reading: Reading, operation: string, status: string): ResponseContract => {
  const { document } = reading;
  const pointer = pointerTo(operation, 'responses', status);
  if (!STATUS.test(status)) throw document.error(pointer, 'is no status', 'Use a status such as 200, 4XX, or default.');
  const response = document.locate(pointer);
  return { status: status === 'default' ? status : status.toUpperCase(), ...readResponseAt(reading, response) };
};

/** What many operations refer to is read once. */
const readResponseAt = (reading: Reading, response: Located): SharedResponse => {
  const known = reading.responses.get(response.pointer);
  if (known) return known;
  const read = {
    pointer: response.pointer,
    content: readContent(reading, response, 'reply'),
    headers: readHeaders(reading, response),
  };
  reading.responses.set(response.pointer, read);
  return read;
};

const STATUS = /^([1-5]\d\d|[1-5][Xx]{2}|default)$/;
