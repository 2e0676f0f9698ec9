import { expect, test } from 'vitest';
import { SetUpError } from '../../../../index.ts';
import { ProblemList } from '../../../../mock/contract/document/problem-list.ts';
import { setUpProblems } from '../a-contract.ts';

const problem = (place: string) => ({ place, problem: 'is wrong', remedy: 'Fix it.' });

test('continues after a step that fails, and reports each problem once', () => {
  const problems = new ProblemList();
  const failing = (...places: readonly string[]): never => {
    throw new SetUpError(places.map(problem));
  };

  expect(problems.collect(() => failing('a', 'b'))).toEqual([]);
  expect(problems.collect(() => 'result')).toEqual(['result']);
  problems.collect(() => failing('a'));
  problems.add(problem('c'));

  expect(setUpProblems(() => problems.throwIfAny())).toEqual(['a: is wrong', 'b: is wrong', 'c: is wrong']);
});

test('throws nothing without problems', () => {
  expect(setUpProblems(() => new ProblemList().throwIfAny())).toEqual([]);
});

test('rethrows an error that is not a SetUpError', () => {
  const broken = (): never => {
    throw new TypeError('boom');
  };

  expect(() => new ProblemList().collect(broken)).toThrow(TypeError);
});
