import type { JsonObject } from '../../json.ts';
import type { Located } from '../document/document.ts';
import { isObject } from '../../json.ts';
import type { Operation, ResponseContract } from '../operations/operation.ts';
import { pointerTo } from '../document/pointer.ts';
import { readBasePaths } from './base-paths.ts';
import { readContent, readHeaders } from './read-content.ts';
import { readCallbacks } from './read-outgoing.ts';
import { readParameters } from './read-parameters.ts';
import { readSecurity } from './read-security.ts';
import type { ReaderContext, SharedResponse } from './reader-context.ts';

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
export const readOperation = (reader: ReaderContext, { path, method, pathItem, pointer }: OperationPlace): Operation => {
  const { document, problems, basePath } = reader;
  const { node } = document.locate(pointer);
  const holders = [{ node, pointer }, document.locate(pathItem), { node: document.root, pointer: '' }];
  return {
    id: typeof node['operationId'] === 'string' ? node['operationId'] : `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    basePaths: basePath === undefined ? problems.collect(() => readBasePaths(document, holders)).flat() : [basePath],
    document,
    pointer,
    summary: typeof node['summary'] === 'string' ? node['summary'] : '',
    parameters: readParameters(reader, pathItem, pointer),
    requestBody: problems.collect(() => readRequestBody(reader, pointer, node))[0],
    responses: problems.collect(() => readResponses(reader, pointer, node)).flat(),
    callbacks: readCallbacks(reader, pointer),
    security: problems.collect(() => readSecurity(reader, pointer, node)).flat(),
  };
};

const readRequestBody = (reader: ReaderContext, operation: string, node: JsonObject): Operation['requestBody'] => {
  if (node['requestBody'] === undefined) return undefined;
  const body = reader.document.locate(pointerTo(operation, 'requestBody'));
  return { required: body.node['required'] === true, content: readContent(reader, body, 'request') };
};

const readResponses = (reader: ReaderContext, operation: string, node: JsonObject): readonly ResponseContract[] => {
  const responses = isObject(node['responses']) ? node['responses'] : {};
  const declared = Object.keys(responses).filter((status) => !status.startsWith('x-'));
  if (declared.length === 0) return [anythingGoes(reader, operation)];
  const read = declared.flatMap((status) => reader.problems.collect(() => readResponse(reader, operation, status)));
  if (read.length > 0 && read.every(({ status }) => /^[45]/.test(status)))
    reader.notices.push(
      `${reader.document.source}#${operation}: declares errors alone, so that one of them is all that it can answer.`,
    );
  return read;
};

/** An operation may say nothing of its answers (OpenAPI 3.1.1, section 4.8.10): then none of them breaks the contract. */
const anythingGoes = ({ notices, document }: ReaderContext, operation: string): ResponseContract => {
  notices.push(`${document.source}#${operation}: declares no responses, so that none can be checked.`);
  return { status: 'default', pointer: operation, content: [], headers: [] };
};

const readResponse = (reader: ReaderContext, operation: string, status: string): ResponseContract => {
  const { document } = reader;
  const pointer = pointerTo(operation, 'responses', status);
  if (!STATUS.test(status)) throw document.error(pointer, 'is no status', 'Use a status such as 200, 4XX, or default.');
  const response = document.locate(pointer);
  return { status: status === 'default' ? status : status.toUpperCase(), ...readResponseAt(reader, response) };
};

/** What many operations refer to is read once. */
const readResponseAt = (reader: ReaderContext, response: Located): SharedResponse => {
  const known = reader.responses.get(response.pointer);
  if (known) return known;
  const read = {
    pointer: response.pointer,
    content: readContent(reader, response, 'reply'),
    headers: readHeaders(reader, response),
  };
  reader.responses.set(response.pointer, read);
  return read;
};

const STATUS = /^([1-5]\d\d|[1-5][Xx]{2}|default)$/;
