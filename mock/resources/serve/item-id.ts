import { pathValue } from '../../contract/parameters/path-style.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import type { Random } from '../../state/random.ts';
import type { Resource } from '../infer/resource.ts';

/** An id as text, as in a path. */
export const idText = (id: unknown): string => (typeof id === 'string' ? id : JSON.stringify(id ?? null));

/** Converts an id from a path to the type that items have: text or a number. */
export const idFromPath = ({ model, idParameter }: Resource, shape: Shape | undefined, text: string): unknown => {
  const parameter = model.operation.parameters.find(
    ({ in: location, name }) => location === 'path' && name === idParameter,
  );
  const value = parameter ? (pathValue(text, parameter)?.value ?? text) : text;
  const isText = shape === undefined || shape.types.size === 0 || shape.types.has('string');
  if (isText) return typeof value === 'number' ? text : value;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
};

/**
 * Candidate ids for a new item, the most likely first; the schema decides which of them are valid.
 *
 * @param existingIds The existing ids, as text.
 */
export const idCandidates = (
  sample: unknown,
  shape: Shape | undefined,
  existingIds: ReadonlySet<string>,
  random: Random,
): readonly unknown[] => {
  const isNumber = shape?.types.has('integer') === true || shape?.types.has('number') === true;
  const next = nextNumber(existingIds);
  if (isNumber && !shape.types.has('string')) return [next, random.integer()];
  // `cus_9s6XKzkNRiz8i3`: the part before the separator is the API's own prefix.
  const prefix = /^[a-z]{1,12}(?:_[a-z]{1,12})?_/.exec(typeof sample === 'string' ? sample : '')?.[0];
  const ids = [random.uuid(), random.id(''), String(next)];
  return prefix === undefined ? ids : [random.id(prefix), ...ids];
};

const nextNumber = (existingIds: ReadonlySet<string>): number => {
  const numbers = [...existingIds].map(Number).filter((id) => Number.isSafeInteger(id));
  return numbers.reduce((highest, id) => Math.max(highest, id), 0) + 1;
};
