import type { HandlerContext, Instant, JsonObject, Reply } from '../../mock/index.ts';

/** A success in RevDesk's envelope. */
export const data = (value: unknown, { status = 200, meta, location }: DataOptions = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...(location !== undefined && { location }) },
  body: meta === undefined ? { data: value } : { data: value, meta },
});

interface DataOptions {
  readonly status?: number;
  /** What is said of a list. */
  readonly meta?: JsonObject;
  /** Where to ask how it went. */
  readonly location?: string;
}

/** What was sent, in the shape that the contract gives it: by the time a handler runs, the body fits. `{}` if there was none. */
export const requestBodyOf = <Shape extends object>({ exchange: { request } }: HandlerContext): Shape =>
  (request.body.kind === 'json' ? request.body.value : {}) as Shape;

/** An instant as the API shows it, in RFC 3339. */
export const shownTime = (at: Instant): string => new Date(at).toISOString();

export const shownTimeOrNull = (at: Instant | null): string | null => (at === null ? null : shownTime(at));
