/** A value that JSON can hold, of the kind that most of a document consists of. */
export type Json = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map's entries changed one by one. */
export const mapValues = <Value, Made>(
  map: Readonly<Record<string, Value>>,
  make: (value: Value, name: string) => Made,
): Record<string, Made> => Object.fromEntries(Object.entries(map).map(([name, value]) => [name, make(value, name)]));
