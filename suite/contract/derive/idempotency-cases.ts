import { isObject } from '../../../mock/contract/index.ts';
import type { CaseStep, ContractCase } from '../case.ts';
import { caseOf, UNIQUE } from '../case.ts';
import type { Sample } from '../sample.ts';
import { requestFrom } from '../sample.ts';

/** Cases for an operation that declares an idempotency key, if a request is known that succeeds. */
export const idempotencyCases = (sample: Sample): readonly ContractCase[] => {
  const { operation, isGiven } = sample;
  const parameter = operation.parameters.find(
    ({ name, in: location }) => location === 'header' && /^(x-)?idempotency-key$/i.test(name),
  );
  if (parameter === undefined || !isGiven) return [];
  const first = call(sample, parameter.name, 'a first request under a key');
  return [
    theCase(sample, 'the same request under the same key gets the same reply', [
      first,
      { ...first, expected: { status: 'success', because: 'it repeats the request under the same key', sameAs: 0 } },
    ]),
    ...conflictCases(sample, parameter.name, first),
  ];
};

type Call = Extract<CaseStep, { kind: 'call' }>;

/** The same key in each request of a case, and a different one in each run. */
const KEY = `contract-suite-${UNIQUE}`;

const call = (sample: Sample, header: string, because: string): Call => {
  const request = requestFrom(sample);
  return {
    kind: 'call',
    request: { ...request, headers: { ...request.headers, [header.toLowerCase()]: KEY } },
    expected: { status: 'success', because },
  };
};

/** None if no other valid body can be made by changing one text. */
const conflictCases = (sample: Sample, header: string, first: Call): readonly ContractCase[] => {
  const other = otherBody(sample);
  if (other === undefined || sample.operation.responses.every(({ status }) => status !== '409')) return [];
  const conflicting = call(sample, header, '');
  return [
    theCase(sample, 'another request under the same key is refused', [
      first,
      {
        ...conflicting,
        request: { ...conflicting.request, body: JSON.stringify(other) },
        expected: { status: [409], because: 'the key was used for another request' },
      },
    ]),
  ];
};

/** Another valid body. The last text that can be changed while the body stays valid gets another last character. */
const otherBody = ({ body }: Sample): object | undefined => {
  if (body === undefined || !isObject(body.value)) return undefined;
  const original = body.value;
  const others = Object.entries(original)
    .toReversed()
    .flatMap(([name, value]) =>
      typeof value === 'string'
        ? LAST_CHARACTERS.map((end) => ({ ...original, [name]: value.slice(0, -1) + end }))
        : [],
    )
    .filter((other) => JSON.stringify(other) !== JSON.stringify(original));
  return others.find((other) => body.media.validate(other).length === 0);
};

const LAST_CHARACTERS = ['1', '2', 'a', 'b'];

const theCase = (sample: Sample, title: string, steps: readonly CaseStep[]): ContractCase =>
  caseOf({ operation: sample.operation.id, group: 'behaviour', title, needs: ['mutations'] }, steps);
