import { expect, test } from 'vitest';
import { SetUpError } from '../../../index.ts';
import { FaultList } from '../../../mock/contract/fault-list.ts';
import { faultsIn } from './a-contract.ts';

const fault = (place: string) => ({ place, problem: 'is wrong', remedy: 'Mend it.' });

test('goes on after a step that fails, and tells all faults in the end, each once', () => {
  const faults = new FaultList();
  const failing = (...places: readonly string[]): never => {
    throw new SetUpError(places.map(fault));
  };

  expect(faults.collect(() => failing('a', 'b'))).toEqual([]);
  expect(faults.collect(() => 'result')).toEqual(['result']);
  faults.collect(() => failing('a'));
  faults.add(fault('c'));

  expect(faultsIn(() => faults.throwIfAny())).toEqual(['a: is wrong', 'b: is wrong', 'c: is wrong']);
});

test('has nothing to throw where nothing was wrong', () => {
  expect(faultsIn(() => new FaultList().throwIfAny())).toEqual([]);
});

test('lets a bug through', () => {
  const broken = (): never => {
    throw new TypeError('boom');
  };

  expect(() => new FaultList().collect(broken)).toThrow(TypeError);
});
