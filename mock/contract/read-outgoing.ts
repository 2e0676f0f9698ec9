import { isObject } from './document.ts';
import type { CallbackContract, OutgoingContract } from './outgoing.ts';
import { pointerTo } from './pointer.ts';
import { readContent } from './read-content.ts';
import type { Reading } from './reading.ts';
import { parseTemplate } from './runtime-expression.ts';

const METHODS = ['post', 'put', 'patch', 'delete', 'get', 'head', 'options'];

/** What an operation calls back, in the order in which the contract tells. */
export const readCallbacks = (reading: Reading, operation: string): readonly CallbackContract[] =>
  namesAt(reading, operation, 'callbacks').flatMap((name) =>
    reading.faults.collect(() => readCallback(reading, operation, name)).flat(),
  );

const readCallback = (reading: Reading, operation: string, name: string): readonly CallbackContract[] => {
  const { document, notices } = reading;
  const { node, pointer } = document.locate(pointerTo(operation, 'callbacks', name));
  return Object.keys(node)
    .filter((expression) => !expression.startsWith('x-'))
    .flatMap((expression) => {
      const at = pointerTo(pointer, expression);
      const url = parseTemplate(expression);
      // The operation itself can be served without, and nothing is promised to a client that asks for this callback.
      if (url === undefined)
        notices.push(`${document.source}#${at}: the callback is left out: its key is no expression`);
      return url === undefined ? [] : readPathItem(reading, name, at).map((outgoing) => ({ ...outgoing, url }));
    });
};

/** The webhooks of OpenAPI 3.1, by name. */
export const readWebhooks = (reading: Reading): ReadonlyMap<string, OutgoingContract> => {
  const names = namesAt(reading, '', 'webhooks');
  const read = names.flatMap((name) =>
    reading.faults.collect(() => readPathItem(reading, name, pointerTo('/webhooks', name)).slice(0, 1)).flat(),
  );
  return new Map(read.map((outgoing) => [outgoing.name, outgoing]));
};

const namesAt = ({ document }: Reading, pointer: string, field: string): readonly string[] => {
  const { node } = document.locate(pointer);
  return Object.keys(isObject(node[field]) ? node[field] : {}).filter((name) => !name.startsWith('x-'));
};

const readPathItem = (reading: Reading, name: string, declared: string): readonly OutgoingContract[] => {
  const { node, pointer } = reading.document.locate(declared);
  return METHODS.filter((method) => node[method] !== undefined).map((method) =>
    readRequest(reading, name, method, pointerTo(pointer, method)),
  );
};

const readRequest = (reading: Reading, name: string, method: string, declared: string): OutgoingContract => {
  const { document } = reading;
  const { node, pointer } = document.locate(declared);
  const body = node['requestBody'] === undefined ? undefined : document.locate(pointerTo(pointer, 'requestBody'));
  return {
    name,
    method: method.toUpperCase(),
    pointer,
    summary: typeof node['summary'] === 'string' ? node['summary'] : '',
    content: body ? readContent(reading, body, 'request', 'with-examples') : [],
  };
};
