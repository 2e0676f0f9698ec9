import { isJson, responseFor } from '../contract/operations/operation.ts';
import type { MediaContract, Operation, ResponseContract } from '../contract/operations/operation.ts';
import { PROBLEM_TYPE } from '../contract/bodies/reply-problem.ts';
import type { Shape } from '../contract/schemas/shape.ts';
import { ANY_SHAPE, shapeOf } from '../contract/schemas/shape.ts';
import type { Reply } from '../reply.ts';
import type { Refusal } from '../refusal.ts';
import { requiredHeaders } from '../generate/required-headers.ts';
import { fillErrorBody } from '../generate/fill-error-body.ts';

/**
 * An error with true content in the shape that the operation declares for the status; else a problem document (RFC 9457), as
 * for an API that says nothing about its errors.
 */
export const errorReply = (refusal: Refusal, status: number, operation: Operation | undefined): Reply => {
  const problem = { status, headers: { 'content-type': PROBLEM_TYPE }, body: wordings(refusal, status)[0] };
  const response = operation && responseFor(operation, status);
  if (operation === undefined || response === undefined) return problem;
  const headers = requiredHeaders(operation.document, response, SEED);
  const told = declaredError(refusal, status, operation, response) ?? problem;
  return { ...told, headers: { ...headers, ...told.headers } };
};

/** What a refusal does not say is made up; always the same, since errors are told apart by what is true in them. */
const SEED = 0;

/** In JSON if the operation declares any that can be filled, else in plain words. */
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
  // Some contracts, most of them once Swagger, put an object's schema under a type of text: it can only be JSON then.
  const isText = other.mediaType !== 'text/plain' || other.validate(refusal.detail).length === 0;
  const body = isText ? undefined : jsonError(refusal, status, operation, other);
  return { status, headers: { 'content-type': other.mediaType }, body: body ?? refusal.detail };
};

const jsonError = (refusal: Refusal, status: number, { document }: Operation, media: MediaContract): unknown => {
  // A problem document may bear more than is declared (RFC 9457, section 3.2).
  const shape = media.mediaType === PROBLEM_TYPE ? ANY_SHAPE : shapeOf(document, media.schemaPointer);
  const fitting = wordings(refusal, status).filter((wording) => media.validate(wording).length === 0);
  const truth = { code: codeOf(refusal), message: refusal.detail, status };
  const isExpected = (wording: unknown): boolean => hasDeclaredNames(wording, shape);
  return fitting.find(isExpected) ?? fillErrorBody(document, media, truth, SEED) ?? fitting[0];
};

/** Many error schemas require nothing, so that anything fits: what counts is whether the names are the declared ones. */
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

/** The common shapes of an error body, the most telling first. */
const wordings = (refusal: Refusal, status: number): readonly unknown[] => {
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
