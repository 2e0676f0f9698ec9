import type { JsonObject } from '../json.ts';
import type { CallSubject, CompiledExpectation } from './expectation.ts';
import { problemsOf } from './expectation.ts';

/** A call in the journal. */
export interface JournaledCall extends CallSubject {
  readonly id: string;
}

/** The requests that an expectation is checked against. */
export interface Evidence {
  /** The calls of the expected operation, oldest first. */
  readonly calls: readonly JournaledCall[];
  /** The number of other requests, by operation, or by method and path. */
  readonly others: ReadonlyMap<string, number>;
  /** How many requests the journal has dropped. */
  readonly dropped: number;
}

/** A call that does not match, and why. */
interface NearMiss {
  readonly id: string;
  readonly problems: readonly string[];
}

export interface VerifyResult {
  readonly passed: boolean;
  /** The request ids of the matching calls, oldest first. */
  readonly fitting: readonly string[];
  /** The calls that are closest to a match. */
  readonly nearMisses: readonly NearMiss[];
  /** What was expected, what was found, and the near misses. */
  readonly message: string;
}

/** JSON Schema of {@link VerifyResult}. */
export const VERIFY_RESULT: JsonObject = {
  type: 'object',
  required: ['passed', 'fitting', 'nearMisses', 'message'],
  properties: {
    passed: { type: 'boolean' },
    fitting: {
      type: 'array',
      items: { type: 'string' },
      description: 'Request ids of the matching calls, oldest first.',
    },
    nearMisses: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'problems'],
        properties: { id: { type: 'string' }, problems: { type: 'array', items: { type: 'string' } } },
      },
    },
    message: { type: 'string' },
  },
};

/** More of them help no reader. */
const MAX_NEAR_MISSES = 3;

/** Checks whether the calls are as expected. */
export const verifyCalls = (expectation: CompiledExpectation, evidence: Evidence): VerifyResult => {
  const checked = evidence.calls.map((call) => ({ call, problems: problemsOf(expectation.every, call) }));
  const fitting = checked.filter(({ problems }) => problems.length === 0).map(({ call }) => call);
  const mismatched = fitting.flatMap((call, index) => {
    const pattern = expectation.calls[index];
    const problems = pattern ? problemsOf(pattern, call) : [];
    return problems.length === 0
      ? []
      : [{ id: call.id, problems: problems.map((text) => `call ${index + 1}: ${text}`) }];
  });
  const misses = checked
    .filter(({ problems }) => problems.length > 0)
    .map(({ call: { id }, problems }) => ({ id, problems }));
  const problems = [
    ...countProblem(expectation, fitting.length, evidence.dropped),
    ...(mismatched.length > 0 ? [CALLS_MISMATCH] : []),
  ];
  const nearMisses = [...mismatched, ...nearest(misses)].slice(0, MAX_NEAR_MISSES);
  return {
    passed: problems.length === 0,
    fitting: fitting.map(({ id }) => id),
    nearMisses,
    message:
      problems.length === 0
        ? `As expected: ${times(fitting.length)}.`
        : describeProblems(expectation, problems, nearMisses, evidence),
  };
};

const CALLS_MISMATCH = 'Some matching calls do not match their pattern in "calls".';

const nearest = (misses: readonly NearMiss[]): readonly NearMiss[] =>
  misses.toSorted((one, other) => one.problems.length - other.problems.length);

/** If the journal has dropped requests, its entries cannot show that there were not more calls. */
const countProblem = (
  { operation, atLeast, atMost }: CompiledExpectation,
  found: number,
  dropped: number,
): readonly string[] => {
  if (found < atLeast || found > atMost)
    return [`Expected ${operation} to be called ${rangeText(atLeast, atMost)} as described. Matching calls: ${found}.`];
  if (dropped === 0 || atMost === Infinity) return [];
  return [
    `The journal has dropped ${dropped} requests, so that it cannot show whether ${operation} was called ${rangeText(atLeast, atMost)}. Raise journal.entries in the settings, or empty the journal before the test.`,
  ];
};

const rangeText = (atLeast: number, atMost: number): string => {
  if (atLeast === atMost) return atLeast === 0 ? 'never' : `exactly ${times(atLeast)}`;
  if (atMost === Infinity) return `at least ${times(atLeast)}`;
  return atLeast === 0 ? `at most ${times(atMost)}` : `${atLeast} to ${times(atMost)}`;
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const describeProblems = (
  { operation, atLeast }: CompiledExpectation,
  problems: readonly string[],
  nearMisses: readonly NearMiss[],
  { calls, others }: Evidence,
): string => {
  const lines = nearMisses.map((miss) => `  ${miss.id}: ${miss.problems.join('; ')}`);
  if (lines.length > 0) return [...problems, 'Nearest:', ...lines].join('\n');
  if (calls.length > 0 || atLeast === 0) return problems.join('\n');
  const received = [...others].map(([name, count]) => `${name} (${times(count)})`).slice(0, 10);
  return [
    ...problems,
    received.length === 0
      ? 'No requests were received.'
      : `${operation} was not called. Received: ${received.join(', ')}.`,
  ].join('\n');
};
