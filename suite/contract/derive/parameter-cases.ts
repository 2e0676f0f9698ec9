import type { ParameterContract } from '../../../mock/contract/index.ts';
import { valueIn } from '../../../mock/contract/index.ts';
import type { ContractCase } from '../case.ts';
import type { Sample } from '../sample.ts';
import { requestFrom } from '../sample.ts';
import { invalidCase } from './invalid-case.ts';

/** Cases that omit each required parameter, and that give each parameter an invalid value. */
export const parameterCases = (sample: Sample): readonly ContractCase[] =>
  sample.operation.parameters.flatMap((parameter) => [...omitted(sample, parameter), ...invalid(sample, parameter)]);

/** A path parameter is never omitted, since the request would have another path. */
const omitted = (sample: Sample, parameter: ParameterContract): readonly ContractCase[] => {
  const { name, in: location, required } = parameter;
  if (!required || location === 'path' || location === 'cookie') return [];
  return [
    refused(withText(sample, parameter, undefined), `without ${name}`, `the ${location} parameter ${name} is required`),
  ];
};

const invalid = (sample: Sample, parameter: ParameterContract): readonly ContractCase[] => {
  const { name, in: location } = parameter;
  const text = INVALID_TEXTS.find((each) => parameter.validate(valueIn([each], parameter)).length > 0);
  if (text === undefined || location === 'cookie') return [];
  const title = `${name} does not fit`;
  return [
    refused(withText(sample, parameter, text), title, `the ${location} parameter ${name} does not fit its schema`),
  ];
};

/** Most schemas reject at least one of these texts. None is empty, since an empty path parameter would change the path. */
const INVALID_TEXTS = ['not-a-fitting-value', '!', '-1', '0', '1.5', '99999999999', 'x'.repeat(300)];

const withText = (sample: Sample, { name, in: location }: ParameterContract, text: string | undefined): Sample => {
  const field = location === 'header' ? 'headers' : location;
  if (field === 'cookie') return sample;
  const key = location === 'header' ? name.toLowerCase() : name;
  const others = Object.entries(sample[field]).filter(([each]) => each !== key);
  return { ...sample, [field]: Object.fromEntries(text === undefined ? others : [...others, [key, text]]) };
};

const refused = (sample: Sample, title: string, because: string): ContractCase =>
  invalidCase(sample.operation, { group: 'parameters', title, because }, requestFrom(sample));
