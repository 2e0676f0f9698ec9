import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument, Located } from '../document/document.ts';
import type { PartForm, TextForm, TextualBody } from '../operations/operation.ts';
import { isForm, isJson, isText, mediaTypeOf } from '../operations/operation.ts';
import { DELIMITERS } from '../parameters/text-value.ts';
import type { Shape } from '../schemas/shape.ts';
import { shapeOf } from '../schemas/shape.ts';

/** How to parse a body that is sent as text; `undefined` for other bodies. */
export const readTextual = (
  document: ContractDocument,
  mediaType: string,
  { node }: Located,
  schemaPointer: string | undefined,
): TextualBody | undefined => {
  if (!isForm(mediaType) && !isText(mediaType)) return undefined;
  const shape = shapeOf(document, schemaPointer, MAX_FORM_DEPTH);
  const encodings = isObject(node['encoding']) ? node['encoding'] : {};
  const names = isForm(mediaType) ? [...shape.properties] : [];
  return {
    shape,
    parts: new Map(
      names.map(([name, property]) => {
        const encoding = Object.hasOwn(encodings, name) ? encodings[name] : undefined;
        return [name, partForm(isObject(encoding) ? encoding : {}, property)];
      }),
    ),
  };
};

/** Forms in the wild nest this deep: `items[0][price_data][product_data][name]`. */
const MAX_FORM_DEPTH = 8;

/**
 * With a `style`, `explode` or `allowReserved` a property is serialized like a query parameter; without them an object is JSON, and a
 * list has one field per item (OpenAPI 3.1.1, section 4.8.15).
 */
const partForm = ({ style, explode, contentType }: JsonObject, shape: Shape): PartForm => {
  const isJsonByType = typeof contentType === 'string' && isJson(mediaTypeOf(contentType));
  const isStructured = shape.types.has('object') && style === undefined && explode === undefined;
  const separator = DELIMITERS.get(String(style));
  const text: TextForm = {
    isJson: isJsonByType || isStructured,
    explode: typeof explode === 'boolean' ? explode : style === undefined || style === 'form',
    shape,
    ...(separator !== undefined && { separator }),
  };
  return { isBracketed: style === 'deepObject', text };
};
