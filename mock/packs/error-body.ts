import { PROBLEM_TYPE } from '../contract/bodies/reply-problem.ts';
import type { MediaContract, Operation, ResponseContract } from '../contract/operations/operation.ts';
import { isJson, responseFor } from '../contract/operations/operation.ts';
import type { Shape } from '../contract/schemas/shape.ts';
import { ANY_SHAPE, shapeOf } from '../contract/schemas/shape.ts';
import { fillErrorBody } from '../generate/fill-error-body.ts';
import { requiredHeaders } from '../generate/required-headers.ts';
import type { Refusal } from '../refusal.ts';
import type { Reply } from '../reply.ts';

/**
 * An error reply in the shape that the operation declares for the status, filled with the facts of the refusal; else a problem document
 * (RFC 9457), as for an API that declares no errors.
 */
export const errorReply = (refusal: Refusal, status: number, operation: Operation | undefined): Reply => {
  const problem = { status, headers: { 'content-type': PROBLEM_TYPE }, body: commonBodies(refusal, status)[0] };
  const response = operation && responseFor(operation, status);
  if (operation === undefined || response === undefined) return problem;
  const headers = requiredHeaders(operation.document, response, SEED);
  const reply = declaredError(refusal, status, operation, response) ?? problem;
  return { ...reply, headers: { ...headers, ...reply.headers } };
};

/** Constant: values that the refusal does not contain are generated, and need not differ between errors. */
const SEED = 0;

/** A JSON body if the operation declares one that can be filled, else plain text. */
const declaredError = (
  refusal: Refusal,
  status: number,
  operation: Operation,
  { content }: ResponseContract,
): Reply | undefined => {
  for (const media of content) {
    const type = media.mediaType.includes('*') ? 'application/json' : media.mediaType;
    const body = isJson(type) ? jsonError(refusal, status, operation, media) : undefined;
    if (body !== undefined) return { status, headers: { 'content-type': type }, body };
  }
  const other = content.find(({ mediaType }) => !isJson(mediaType) && !mediaType.includes('*'));
  if (other === undefined) return undefined;
  // Some contracts, mostly converted from Swagger, declare an object schema for a text media type: the body must then be JSON.
  const isText = other.mediaType !== 'text/plain' || other.validate(refusal.detail).length === 0;
  const body = isText ? undefined : jsonError(refusal, status, operation, other);
  return { status, headers: { 'content-type': other.mediaType }, body: body ?? refusal.detail };
};

const jsonError = (refusal: Refusal, status: number, { document }: Operation, media: MediaContract): unknown => {
  // A problem document may have more members than declared (RFC 9457, section 3.2).
  const shape = media.mediaType === PROBLEM_TYPE ? ANY_SHAPE : shapeOf(document, media.schemaPointer);
  const fitting = commonBodies(refusal, status).filter((body) => media.validate(body).length === 0);
  const error = { code: codeOf(refusal), message: refusal.detail, status };
  const isExpected = (body: unknown): boolean => hasDeclaredNames(body, shape);
  return fitting.find(isExpected) ?? fillErrorBody(document, media, error, SEED) ?? fitting[0];
};

/** Many error schemas require nothing, so any body fits: check that it uses only the declared property names. */
const hasDeclaredNames = (value: unknown, { properties, items }: Shape): boolean => {
  if (Array.isArray(value)) return items === undefined || value.every((item) => hasDeclaredNames(item, items));
  if (properties.size === 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([name, child]) => {
    const declared = properties.get(name);
    return declared !== undefined && hasDeclaredNames(child, declared);
  });
};

const codeOf = ({ reason, kind }: Refusal): string => reason ?? kind;

/** Common shapes of an error body, the most informative first. */
const commonBodies = (refusal: Refusal, status: number): readonly unknown[] => {
  const code = codeOf(refusal);
  const message = refusal.detail;
  const fields = refusal.fields && { fields: refusal.fields };
  const errors = refusal.violations?.map(({ pointer, message: detail }) => ({ pointer: `#${pointer}`, detail }));
  const problem = { type: 'about:blank', title: code.replaceAll('_', ' '), status, detail: message };
  return [
    { ...problem, code, ...(errors && { errors }) },
    { ...problem, code },
    problem,
    { error: { code, message, ...fields } },
    { error: { code, message } },
    { error: { message } },
    { code, message, ...fields },
    { code, message },
    { code: status, message },
    { status, message },
    { message },
    { errors: [{ code, message }] },
    { errors: [{ message }] },
    { error: message },
    { detail: message },
    message,
  ];
};
