import { expect, test } from 'vitest';
import { SetUpError } from '../../../../index.ts';
import { ProblemList } from '../../../../mock/contract/document/problem-list.ts';
import { faultsIn } from '../a-contract.ts';

const problem = (place: string) => ({ place, problem: 'is wrong', remedy: 'Mend it.' });

test('goes on after a step that fails, and tells all faults in the end, each once', () => {
  const problems = new ProblemList();
  const failing = (...places: readonly string[]): never => {
    throw new SetUpError(places.map(problem));
  };

  expect(problems.collect(() => failing('a', 'b'))).toEqual([]);
  expect(problems.collect(() => 'result')).toEqual(['result']);
  problems.collect(() => failing('a'));
  problems.add(problem('c'));

  expect(faultsIn(() => problems.throwIfAny())).toEqual(['a: is wrong', 'b: is wrong', 'c: is wrong']);
});

test('has nothing to throw where nothing was wrong', () => {
  expect(faultsIn(() => new ProblemList().throwIfAny())).toEqual([]);
});

test('lets a bug through', () => {
  const broken = (): never => {
    throw new TypeError('boom');
  };

  expect(() => new ProblemList().collect(broken)).toThrow(TypeError);
});
