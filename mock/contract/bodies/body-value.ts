import type { JsonObject } from '../../json.ts';
import type { FormField, FormFile, RequestBody } from '../../request.ts';
import type { Operation, PartForm, TextualBody } from '../operations/operation.ts';
import { isXml, mediaFor } from '../operations/operation.ts';
import type { Entry } from '../parameters/bracketed.ts';
import { bracketedValue, bracketPath } from '../parameters/bracketed.ts';
import { valueIn } from '../parameters/text-value.ts';
import { ANY_SHAPE } from '../schemas/shape.ts';

/** The value of a request body, parsed as the operation declares it; `undefined` if only its type and size are known. */
export const bodyValue = ({ requestBody }: Operation, body: RequestBody): { readonly value: unknown } | undefined => {
  if (body.kind === 'json') return body;
  if (body.kind !== 'form' && body.kind !== 'text') return undefined;
  const textual = requestBody && mediaFor(requestBody.content, body.mediaType)?.textual;
  if (body.kind === 'form') return { value: formValue(body.fields, textual) };
  // The schema of an XML body describes the parsed document, not the text.
  if (isXml(body.mediaType)) return undefined;
  return { value: textual ? valueIn([body.text], { isJson: false, explode: true, shape: textual.shape }) : body.text };
};

const formValue = (fields: readonly FormField[], textual: TextualBody | undefined): JsonObject => {
  const isWhole = (name: string): boolean => textual?.parts.has(name) === true || !name.includes('[');
  const groups = Map.groupBy(fields, ({ name }) => (isWhole(name) ? name : (bracketPath(name)[0] ?? name)));
  // `fromEntries`: a field may be called `__proto__`.
  return Object.fromEntries(
    [...groups].map(([name, group]) => [name, partValue(name, group, textual?.parts.get(name) ?? UNDECLARED)]),
  );
};

const UNDECLARED: PartForm = { isBracketed: false, text: { isJson: false, explode: true, shape: ANY_SHAPE } };

const partValue = (name: string, fields: readonly FormField[], { isBracketed, text }: PartForm): unknown => {
  const files = fields.flatMap(({ value }) => (typeof value === 'string' ? [] : [fileValue(value)]));
  if (files.length > 0) return text.shape.types.has('array') || files.length > 1 ? files : files[0];
  const texts = fields.map(({ value }) => value as string);
  // Many APIs accept lists and objects in brackets without declaring it in their contracts.
  const hasBrackets = fields.some((field) => field.name !== name);
  return isBracketed || hasBrackets
    ? bracketedValue(entriesOf(name, fields, texts), text.shape)
    : plainValue(texts, text);
};

const entriesOf = (name: string, fields: readonly FormField[], texts: readonly string[]): readonly Entry[] =>
  fields.map((field, index) => [field.name === name ? [] : bracketPath(field.name).slice(1), texts[index] ?? '']);

/** A repeated field becomes a list even where none is declared, so that its schema can refuse it. */
const plainValue = (texts: readonly string[], text: PartForm['text']): unknown => {
  if (texts.length === 1 || text.isJson || text.shape.types.has('array')) return valueIn(texts, text);
  return texts.map((one) => valueIn([one], text));
};

/** A file is validated as a text of its length, which is what `maxLength` limits (OpenAPI 3.0.4, section 4.7.24.2). */
const fileValue = ({ bytes }: FormFile): string => '\u0000'.repeat(bytes);
