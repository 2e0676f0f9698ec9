import type { ParameterContract } from '../../../mock/contract/index.ts';
import { valueIn } from '../../../mock/contract/index.ts';
import type { ContractCase } from '../case.ts';
import type { Sample } from '../sample.ts';
import { requestFrom } from '../sample.ts';
import { invalidCase } from './invalid-case.ts';

/** Each parameter left out, if it is required, and filled with what does not fit. */
export const parameterCases = (sample: Sample): readonly ContractCase[] =>
  sample.operation.parameters.flatMap((parameter) => [...leftOut(sample, parameter), ...misfit(sample, parameter)]);

/** Without its path parameter a request has another path. */
const leftOut = (sample: Sample, parameter: ParameterContract): readonly ContractCase[] => {
  const { name, in: place, required } = parameter;
  if (!required || place === 'path' || place === 'cookie') return [];
  return [
    refused(withText(sample, parameter, undefined), `without ${name}`, `the ${place} parameter ${name} is required`),
  ];
};

const misfit = (sample: Sample, parameter: ParameterContract): readonly ContractCase[] => {
  const { name, in: place } = parameter;
  const text = MISFITS.find((each) => parameter.validate(valueIn([each], parameter)).length > 0);
  if (text === undefined || place === 'cookie') return [];
  const title = `${name} does not fit`;
  return [refused(withText(sample, parameter, text), title, `the ${place} parameter ${name} does not fit its schema`)];
};

/** Texts of which at least one breaks most schemas. None is empty: a path would be another one. */
const MISFITS = ['not-a-fitting-value', '!', '-1', '0', '1.5', '99999999999', 'x'.repeat(300)];

const withText = (sample: Sample, { name, in: place }: ParameterContract, text: string | undefined): Sample => {
  const field = place === 'header' ? 'headers' : place;
  if (field === 'cookie') return sample;
  const key = place === 'header' ? name.toLowerCase() : name;
  const others = Object.entries(sample[field]).filter(([each]) => each !== key);
  return { ...sample, [field]: Object.fromEntries(text === undefined ? others : [...others, [key, text]]) };
};

const refused = (sample: Sample, title: string, because: string): ContractCase =>
  invalidCase(sample.operation, { group: 'parameters', title, because }, requestFrom(sample));
