import { isObject } from '../../json.ts';
import { pointerTo } from '../document/pointer.ts';
import type { CallbackContract, OutgoingContract } from '../operations/outgoing.ts';
import { parseTemplate } from './parse-template.ts';
import { readContent } from './read-content.ts';
import type { ReaderContext } from './reader-context.ts';

const METHODS = ['post', 'put', 'patch', 'delete', 'get', 'head', 'options'];

/** The callbacks of an operation, in the order in which the contract declares them. */
export const readCallbacks = (reader: ReaderContext, operation: string): readonly CallbackContract[] =>
  namesAt(reader, operation, 'callbacks').flatMap((name) =>
    reader.problems.collect(() => readCallback(reader, operation, name)).flat(),
  );

const readCallback = (reader: ReaderContext, operation: string, name: string): readonly CallbackContract[] => {
  const { document, notices } = reader;
  const { node, pointer } = document.locate(pointerTo(operation, 'callbacks', name));
  return Object.keys(node)
    .filter((expression) => !expression.startsWith('x-'))
    .flatMap((expression) => {
      const at = pointerTo(pointer, expression);
      const url = parseTemplate(expression);
      // The operation can be served without the callback; a client that registers for it gets none.
      if (url === undefined)
        notices.push(`${document.source}#${at}: the callback is skipped: its key is not a valid expression`);
      return url === undefined ? [] : readPathItem(reader, name, at).map((outgoing) => ({ ...outgoing, url }));
    });
};

/** The webhooks of an OpenAPI 3.1 document, by name. */
export const readWebhooks = (reader: ReaderContext): ReadonlyMap<string, OutgoingContract> => {
  const names = namesAt(reader, '', 'webhooks');
  const read = names.flatMap((name) =>
    reader.problems.collect(() => readPathItem(reader, name, pointerTo('/webhooks', name)).slice(0, 1)).flat(),
  );
  return new Map(read.map((outgoing) => [outgoing.name, outgoing]));
};

const namesAt = ({ document }: ReaderContext, pointer: string, field: string): readonly string[] => {
  const { node } = document.locate(pointer);
  return Object.keys(isObject(node[field]) ? node[field] : {}).filter((name) => !name.startsWith('x-'));
};

const readPathItem = (reader: ReaderContext, name: string, declared: string): readonly OutgoingContract[] => {
  const { node, pointer } = reader.document.locate(declared);
  return METHODS.filter((method) => node[method] !== undefined).map((method) =>
    readRequest(reader, name, method, pointerTo(pointer, method)),
  );
};

const readRequest = (reader: ReaderContext, name: string, method: string, declared: string): OutgoingContract => {
  const { document } = reader;
  const { node, pointer } = document.locate(declared);
  const body = node['requestBody'] === undefined ? undefined : document.locate(pointerTo(pointer, 'requestBody'));
  return {
    name,
    method: method.toUpperCase(),
    pointer,
    summary: typeof node['summary'] === 'string' ? node['summary'] : '',
    content: body ? readContent(reader, body, 'request', 'with-examples') : [],
  };
};
