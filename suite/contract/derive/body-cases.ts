import type { ContractCase } from '../case.ts';
import type { Sample } from '../sample.ts';
import { requestFrom } from '../sample.ts';
import { invalidCase } from './invalid-case.ts';
import type { Mutation } from './mutation.ts';
import { mutationsOf } from './mutation.ts';

/** A case for each rule that the contract has for a body, which breaks it once, and a case with a malformed body. */
export const bodyCases = (sample: Sample): readonly ContractCase[] => {
  const { operation, body } = sample;
  if (body === undefined) return [];
  const { schemaPointer, validate } = body.media;
  const mutations =
    schemaPointer === undefined
      ? []
      : mutationsOf({ document: operation.document, schemaPointer, validate, value: body.value });
  const refused = (title: string, text: string, because: string): ContractCase =>
    invalidCase(operation, { group: 'body', title, because }, requestFrom(sample, { body: text }));
  return [
    ...mutations.map((mutation) => refused(titleOf(mutation), JSON.stringify(mutation.value), reasonOf(mutation))),
    refused('malformed JSON', '{"', 'the body is not valid JSON'),
  ];
};

const titleOf = ({ pointer, rule }: Mutation): string => {
  const field = pointer.slice(1).replaceAll('/', '.');
  if (rule === 'required') return `without ${field}`;
  if (rule === 'additionalProperties' || rule === 'unevaluatedProperties')
    return `with an unknown property${field === '' ? '' : ` in ${field}`}`;
  return `${field === '' ? 'as a whole' : field} breaks "${rule}"`;
};

const reasonOf = ({ pointer, rule }: Mutation): string => `the body breaks "${rule}" at ${pointer || 'its root'}`;
