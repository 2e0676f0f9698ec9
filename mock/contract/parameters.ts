import type { Exchange } from '../exchange.ts';
import { cookiesOf, queryOf } from '../exchange.ts';
import type { ParameterContract } from './operations.ts';
import type { Violation } from './violation.ts';

/** What is wrong with a request's path, query, header and cookie parameters. */
export const parameterViolations = (exchange: Exchange): readonly Violation[] =>
  exchange.operation.parameters.flatMap((parameter) => violationsOf(parameter, textsOf(parameter, exchange)));

/** The values as they stand in the request; `undefined` if the parameter is absent. */
const textsOf = (parameter: ParameterContract, exchange: Exchange): readonly string[] | undefined => {
  const { name } = parameter;
  switch (parameter.in) {
    case 'path':
      return present(exchange.pathParameters.get(name));
    case 'query': {
      const values = queryOf(exchange.request).getAll(name);
      return values.length > 0 ? values : undefined;
    }
    case 'header':
      return exchange.request.headers.get(name.toLowerCase());
    case 'cookie':
      return present(cookiesOf(exchange.request).get(name));
  }
};

const present = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

const violationsOf = (parameter: ParameterContract, texts: readonly string[] | undefined): readonly Violation[] => {
  if (texts === undefined) return parameter.required ? [missing(parameter)] : [];
  return parameter.validate(valueOf(parameter, texts)).map((violation) => ({
    ...violation,
    field: [parameter.name, violation.field].filter(Boolean).join('.'),
    pointer: `/${parameter.in}/${parameter.name}${violation.pointer}`,
  }));
};

const missing = ({ name, in: place }: ParameterContract): Violation => ({
  pointer: `/${place}/${name}`,
  field: name,
  rule: 'required',
  message: `is required in the ${place}`,
});

const valueOf = (parameter: ParameterContract, texts: readonly string[]): unknown => {
  if (!parameter.types.has('array')) return readText(texts.length === 1 ? texts[0] : texts.join(','), parameter.types);
  const items = parameter.explode && parameter.in === 'query' ? texts : texts.flatMap((text) => text.split(','));
  return items.map((item) => readText(item.trim(), parameter.itemTypes));
};

/** Text as the JSON value that its schema is about. What cannot be read stays text, and the schema refuses it. */
export const readText = (text: string | undefined, types: ReadonlySet<string>): unknown => {
  if (text === undefined || types.has('string')) return text;
  if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

/** RFC 8259, section 6: no leading zeros, no bare point, no hexadecimal. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
