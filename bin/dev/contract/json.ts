/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Maps the values of an object. */
export const mapValues = <Value, Mapped>(
  map: Readonly<Record<string, Value>>,
  transform: (value: Value, name: string) => Mapped,
): Record<string, Mapped> =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, transform(value, name)]));
