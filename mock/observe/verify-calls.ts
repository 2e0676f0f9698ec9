import type { JsonObject } from '../json.ts';
import type { CallSubject, CompiledExpectation } from './expectation.ts';
import { problemsOf } from './expectation.ts';

/** A call in the journal. */
export interface JournaledCall extends CallSubject {
  readonly id: string;
}

/** What a verdict is reached on. */
export interface Evidence {
  /** The calls of the expected operation, oldest first. */
  readonly calls: readonly JournaledCall[];
  /** What else came, counted by what it was: operation, or method and path. */
  readonly others: ReadonlyMap<string, number>;
  /** How many requests the journal has forgotten. */
  readonly forgotten: number;
}

/** A call that does not fit, and why. */
interface NearMiss {
  readonly id: string;
  readonly problems: readonly string[];
}

export interface VerifyResult {
  readonly passed: boolean;
  /** The request ids of the calls that fit, oldest first. */
  readonly fitting: readonly string[];
  /** The calls that came nearest to fitting. */
  readonly nearMisses: readonly NearMiss[];
  /** What was expected, what was found, and what came near. */
  readonly message: string;
}

/** JSON Schema of {@link VerifyResult}. */
export const VERIFY_RESULT: JsonObject = {
  type: 'object',
  required: ['passed', 'fitting', 'nearMisses', 'message'],
  properties: {
    passed: { type: 'boolean' },
    fitting: { type: 'array', items: { type: 'string' }, description: 'Request ids, oldest first.' },
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

/** More would be read by nobody. */
const MAX_NEAR_MISSES = 3;

/** Whether what came is what was expected. */
export const verifyCalls = (expectation: CompiledExpectation, evidence: Evidence): VerifyResult => {
  const judged = evidence.calls.map((call) => ({ call, problems: problemsOf(expectation.every, call) }));
  const fitting = judged.filter(({ problems }) => problems.length === 0).map(({ call }) => call);
  const strayed = fitting.flatMap((call, index) => {
    const pattern = expectation.calls[index];
    const problems = pattern ? problemsOf(pattern, call) : [];
    return problems.length === 0
      ? []
      : [{ id: call.id, problems: problems.map((text) => `call ${index + 1}: ${text}`) }];
  });
  const misses = judged
    .filter(({ problems }) => problems.length > 0)
    .map(({ call: { id }, problems }) => ({ id, problems }));
  const problems = [
    ...countProblem(expectation, fitting.length, evidence.forgotten),
    ...(strayed.length > 0 ? [WRONG_CALL_PENALTY] : []),
  ];
  const nearMisses = [...strayed, ...nearest(misses)].slice(0, MAX_NEAR_MISSES);
  return {
    passed: problems.length === 0,
    fitting: fitting.map(({ id }) => id),
    nearMisses,
    message:
      problems.length === 0 ? `As expected: ${times(fitting.length)}.` : describeProblems(expectation, problems, nearMisses, evidence),
  };
};

const WRONG_CALL_PENALTY = 'Of the calls that fit, not each is as it was expected to be.';

const nearest = (misses: readonly NearMiss[]): readonly NearMiss[] =>
  misses.toSorted((one, other) => one.problems.length - other.problems.length);

/** Where the journal has forgotten calls, what it still holds cannot show that there were not more. */
const countProblem = (
  { operation, least, most }: CompiledExpectation,
  found: number,
  forgotten: number,
): readonly string[] => {
  if (found < least || found > most)
    return [`Expected ${operation} to be called ${rangeText(least, most)} as described, and found ${times(found)}.`];
  if (forgotten === 0 || most === Infinity) return [];
  return [
    `The journal has forgotten ${forgotten} requests, so that nobody can tell whether ${operation} was called ${rangeText(least, most)}. Raise journal.entries in the settings, or empty the journal before the test.`,
  ];
};

const rangeText = (least: number, most: number): string => {
  if (least === most) return least === 0 ? 'never' : `exactly ${times(least)}`;
  if (most === Infinity) return `at least ${times(least)}`;
  return least === 0 ? `at most ${times(most)}` : `${least} to ${times(most)}`;
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const describeProblems = (
  { operation, least }: CompiledExpectation,
  problems: readonly string[],
  nearMisses: readonly NearMiss[],
  { calls, others }: Evidence,
): string => {
  const lines = nearMisses.map(({ id, problems }) => `  ${id}: ${problems.join('; ')}`);
  if (lines.length > 0) return [...problems, 'Nearest:', ...lines].join('\n');
  if (calls.length > 0 || least === 0) return problems.join('\n');
  const came = [...others].map(([name, count]) => `${name} (${times(count)})`).slice(0, 10);
  return [...problems, came.length === 0 ? 'Nothing came at all.' : `No ${operation} came, but ${came.join(', ')}.`].join(
    '\n',
  );
};
