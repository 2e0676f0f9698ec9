import type { HandlerContext, Instant, JsonObject, Reply } from '../../mock/index.ts';

/** A success response in RevDesk's envelope. */
export const data = (value: unknown, { status = 200, meta, location }: DataOptions = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...(location !== undefined && { location }) },
  body: meta === undefined ? { data: value } : { data: value, meta },
});

interface DataOptions {
  readonly status?: number;
  /** Metadata of a list. */
  readonly meta?: JsonObject;
  /** The URL at which the client can read the result. */
  readonly location?: string;
}

/** The request body in the shape that the contract defines: it has been validated before a handler runs. `{}` if there is none. */
export const requestBodyOf = <Shape extends object>({ exchange: { request } }: HandlerContext): Shape =>
  (request.body.kind === 'json' ? request.body.value : {}) as Shape;

/** An instant in RFC 3339, as the API shows it. */
export const shownTime = (at: Instant): string => new Date(at).toISOString();

export const shownTimeOrNull = (at: Instant | null): string | null => (at === null ? null : shownTime(at));
