import { expect, test } from 'vitest';
import type { Change } from '../../../index.ts';
import { put } from '../../../index.ts';
import { putDue } from '../../../mock/state/agenda.ts';
import type { OnDue } from '../../../mock/state/settle.ts';
import { MOST_SETTLED, settle } from '../../../mock/state/settle.ts';
import { aWorld } from './a-world.ts';

const plan = (subject: string, at: number): Change => putDue({ at, kind: 'end', subject });

/** Writes down what happened, in `done`. */
const done: OnDue = ({ subject, at }, records) => ({
  changes: [put('done', { id: String(records.list('done').length), subject, at })],
});

const whatHappened = (world: ReturnType<typeof aWorld>): readonly unknown[] =>
  world.list('done', Infinity).map(({ subject, at }) => `${String(subject)} at ${String(at)}`);

test('carries out what is due up to and including now, soonest first, each at its own instant', () => {
  const world = aWorld({ beginning: [plan('b', 20), plan('a', 10), plan('c', 21)] });

  const settled = settle(world, 20, done);

  expect(whatHappened(world)).toEqual(['a at 10', 'b at 20']);
  expect(settled.map(({ due }) => due.subject)).toEqual(['a', 'b']);
  expect(world.soonestDue?.subject).toBe('c');
});

test('tells what each one changed', () => {
  const world = aWorld({ beginning: [plan('a', 10)] });

  const [settled] = settle(world, 10, done);

  expect(settled?.changes.map(({ kind, collection, id }) => [kind, collection, id])).toEqual([
    ['remove', 'agenda', 'end a'],
    ['put', 'done', '0'],
  ]);
});

test('does nothing where nothing is due', () => {
  expect(settle(aWorld(), 100, done)).toEqual([]);
  expect(settle(aWorld({ beginning: [plan('a', 101)] }), 100, done)).toEqual([]);
});

test('what is planned on the way takes its place in the order', () => {
  const world = aWorld({ beginning: [plan('first', 10), plan('third', 30)] });
  const onDue: OnDue = (due, records) => ({
    ...done(due, records),
    later:
      due.subject === 'first'
        ? [
            { at: 20, kind: 'end', subject: 'second' },
            { at: 99, kind: 'end', subject: 'later' },
          ]
        : [],
  });

  settle(world, 50, onDue);

  expect(whatHappened(world)).toEqual(['first at 10', 'second at 20', 'third at 30']);
  expect(world.soonestDue?.subject).toBe('later');
});

test('may plan itself anew', () => {
  const world = aWorld({ beginning: [plan('tick', 10)] });

  settle(world, 45, (due, records) => ({ ...done(due, records), later: [{ ...due, at: due.at + 10 }] }));

  expect(whatHappened(world)).toEqual(['tick at 10', 'tick at 20', 'tick at 30', 'tick at 40']);
});

test('ends, however much there is to do; the rest happens the next time', () => {
  const world = aWorld({ beginning: [plan('tick', 1)] });
  const onDue: OnDue = (due) => ({ later: [{ ...due, at: due.at + 1 }] });

  expect(settle(world, 15_000, onDue)).toHaveLength(MOST_SETTLED);
  expect(settle(world, 15_000, onDue)).toHaveLength(5_000);
  expect(world.soonestDue?.at).toBe(15_001);
});

test('sees the records as they are at that instant', () => {
  const beginning = [plan('a', 10), plan('b', 20), put('keys', { id: 'key' }, { expiresAt: 15 })];
  const seen: unknown[] = [];

  settle(aWorld({ beginning }), 100, (_due, records) => {
    seen.push(
      records.get('keys', 'key') !== undefined,
      records.list('agenda').map(({ subject }) => subject),
    );
    return {};
  });

  expect(seen).toEqual([true, ['b'], false, []]);
});
