/** A JSON object as data. Do not index it with text from the wire without `Object.hasOwn`: `{}['constructor']` exists. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
