import { pathValue } from '../../contract/parameters/path-style.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import type { Random } from '../../state/random.ts';
import type { Resource } from '../infer/resource.ts';

/** An id as it stands in a path. */
export const idText = (id: unknown): string => (typeof id === 'string' ? id : JSON.stringify(id ?? null));

/** The id in a path as the item has it: text, or a number. */
export const idFromPath = ({ model, idParameter }: Resource, shape: Shape | undefined, text: string): unknown => {
  const parameter = model.operation.parameters.find(({ in: place, name }) => place === 'path' && name === idParameter);
  const value = parameter ? (pathValue(text, parameter)?.value ?? text) : text;
  const isText = shape === undefined || shape.types.size === 0 || shape.types.has('string');
  if (isText) return typeof value === 'number' ? text : value;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
};

/**
 * Ids to give to a new item, the likeliest first: which of them may be given is for the schemas to say.
 *
 * @param taken Those that there are, as text.
 */
export const idCandidates = (
  sample: unknown,
  shape: Shape | undefined,
  taken: ReadonlySet<string>,
  random: Random,
): readonly unknown[] => {
  const isNumber = shape?.types.has('integer') === true || shape?.types.has('number') === true;
  const next = nextNumber(taken);
  if (isNumber && !shape.types.has('string')) return [next, random.integer()];
  // `cus_9s6XKzkNRiz8i3`: what stands before the separator is the API's own.
  const prefix = /^[a-z]{1,12}(?:_[a-z]{1,12})?_/.exec(typeof sample === 'string' ? sample : '')?.[0];
  const ids = [random.uuid(), random.id(''), String(next)];
  return prefix === undefined ? ids : [random.id(prefix), ...ids];
};

const nextNumber = (taken: ReadonlySet<string>): number => {
  const numbers = [...taken].map(Number).filter((id) => Number.isSafeInteger(id));
  return numbers.reduce((highest, id) => Math.max(highest, id), 0) + 1;
};
