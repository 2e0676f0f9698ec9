import type { MediaContract, Operation } from './contract/operations.ts';
import { isJson, responseFor } from './contract/operations.ts';
import type { Reply } from './exchange.ts';
import type { Refusal } from './refusal.ts';

/** RFC 9457: `status` must be the one that is sent. */
const PROBLEM_TYPE = 'application/problem+json';

/**
 * An error with true content in the shape that the operation declares for the status; else a problem document (RFC 9457), as
 * for an API that says nothing about its errors.
 */
export const errorReply = (refusal: Refusal, status: number, operation: Operation | undefined): Reply => {
  const content = (operation && responseFor(operation, status)?.content) ?? [];
  const bodies = wordings(refusal, status);
  for (const media of content.filter(({ mediaType }) => isJson(mediaType) || mediaType.includes('*'))) {
    const body = bodies.find((candidate) => fits(media, candidate));
    if (body) return { status, headers: { 'content-type': typeFor(media) }, body };
  }
  return { status, headers: { 'content-type': PROBLEM_TYPE }, body: bodies[0] };
};

const fits = (media: MediaContract, body: object): boolean => media.validate(body).length === 0;

const typeFor = ({ mediaType }: MediaContract): string => (mediaType.includes('*') ? 'application/json' : mediaType);

/** The common shapes of an error body, the most telling first. */
const wordings = (refusal: Refusal, status: number): readonly object[] => {
  const code = refusal.reason ?? refusal.kind;
  const message = refusal.detail;
  const fields = refusal.fields && { fields: refusal.fields };
  const errors = refusal.violations?.map(({ pointer, message: detail }) => ({ pointer: `#${pointer}`, detail }));
  const problem = { type: 'about:blank', title: code.replaceAll('_', ' '), status, detail: message, code };
  return [
    { ...problem, ...(errors && { errors }) },
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
  ];
};
