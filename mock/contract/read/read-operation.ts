import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { Located } from '../document/document.ts';
import { pointerTo } from '../document/pointer.ts';
import type { Operation, ResponseContract } from '../operations/operation.ts';
import { readBasePaths } from './base-paths.ts';
import { readContent, readHeaders } from './read-content.ts';
import { readCallbacks } from './read-outgoing.ts';
import { readParameters } from './read-parameters.ts';
import { readSecurity } from './read-security.ts';
import type { ReaderContext, SharedResponse } from './reader-context.ts';

/** The location of an operation in the document. */
export interface OperationLocation {
  readonly path: string;
  /** As in the document: `get`. */
  readonly method: string;
  /** Pointer to the path item. */
  readonly pathItem: string;
  readonly pointer: string;
}

/**
 * Reads an operation from the document and compiles its schemas. A problem in one part is collected, and the other parts are still read.
 *
 * @throws {SetUpError} if it cannot be read at all.
 */
export const readOperation = (
  reader: ReaderContext,
  { path, method, pathItem, pointer }: OperationLocation,
): Operation => {
  const { document, problems, basePath } = reader;
  const { node } = document.locate(pointer);
  const declarers = [{ node, pointer }, document.locate(pathItem), { node: document.root, pointer: '' }];
  return {
    id: typeof node['operationId'] === 'string' ? node['operationId'] : `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    basePaths: basePath === undefined ? problems.collect(() => readBasePaths(document, declarers)).flat() : [basePath],
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
  if (declared.length === 0) return [undeclaredResponse(reader, operation)];
  const read = declared.flatMap((status) => reader.problems.collect(() => readResponse(reader, operation, status)));
  if (read.length > 0 && read.every(({ status }) => /^[45]/.test(status)))
    reader.notices.push(
      `${reader.document.source}#${operation}: declares only errors, so it can only reply with one of them.`,
    );
  return read;
};

/** An operation may declare no responses (OpenAPI 3.1.1, section 4.8.10): then every reply is accepted. */
const undeclaredResponse = ({ notices, document }: ReaderContext, operation: string): ResponseContract => {
  notices.push(`${document.source}#${operation}: declares no responses, so its replies cannot be checked.`);
  return { status: 'default', pointer: operation, content: [], headers: [] };
};

const readResponse = (reader: ReaderContext, operation: string, status: string): ResponseContract => {
  const { document } = reader;
  const pointer = pointerTo(operation, 'responses', status);
  if (!STATUS.test(status))
    throw document.error(pointer, 'is not a valid status', 'Use a status such as 200, 4XX, or default.');
  const response = document.locate(pointer);
  return { status: status === 'default' ? status : status.toUpperCase(), ...readResponseAt(reader, response) };
};

/** A response that several operations refer to is read once. */
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
