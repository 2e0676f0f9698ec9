import { median } from '../bench/measure/median.ts';
import type { Mass } from './mass.ts';
import { SERVERS } from './servers/servers.ts';
import type { Count, Tally } from './tally.ts';
import { sumOf } from './tally.ts';

export interface Result {
  readonly tallies: readonly Tally[];
  readonly masses: ReadonlyMap<string, Mass>;
}

/** One line of the table. */
interface Line {
  readonly server: string;
  readonly loaded: Count;
  readonly valid: Count;
  readonly invalid: Count;
  readonly fitting: Count;
  readonly startMs: number;
  readonly madeUp: number;
}

const lineOf = (server: string, all: readonly Tally[]): Line => {
  const tallies = all.filter((tally) => tally.server === server);
  return {
    server,
    loaded: { good: tallies.filter(({ refusal }) => refusal === undefined).length, of: tallies.length },
    valid: sumOf(tallies.map(({ valid }) => valid)),
    invalid: sumOf(tallies.map(({ invalid }) => invalid)),
    fitting: sumOf(tallies.map(({ fitting }) => fitting)),
    startMs: median(tallies.flatMap(({ startMs }) => startMs ?? [])),
    madeUp: tallies.reduce((sum, { madeUp }) => sum + madeUp, 0),
  };
};

const linesOf = ({ tallies }: Result): readonly Line[] => SERVERS.map(({ name }) => lineOf(name, tallies));

export const text = (result: Result): string =>
  [
    ...result.tallies.map(detailsOf),
    '',
    row('', 'documents loaded', 'valid accepted', 'invalid refused', 'responses that fit', 'start, median'),
    ...linesOf(result).map((line) =>
      row(
        line.server,
        countText(line.loaded),
        countText(line.valid),
        countText(line.invalid),
        countText(line.fitting),
        `${line.startMs.toFixed(0)} ms`,
      ),
    ),
    '',
    ...linesOf(result).map(
      ({ server, madeUp }) => `${server}: ${madeUp} valid requests were refused because of an unknown id.`,
    ),
    ...massText(result),
    ...failuresOf(result).map((failure) => `FAILED: ${failure}`),
  ].join('\n');

const row = (name: string, ...cells: readonly string[]): string =>
  name.padEnd(8) + cells.map((cell) => cell.padStart(24)).join('');

const countText = ({ good, of }: Count): string => `${good}/${of} (${percent({ good, of }).toFixed(1)} %)`;

const percent = ({ good, of }: Count): number => (of === 0 ? 0 : (100 * good) / of);

/** One line about one server and one document. */
export const summaryOf = ({ document, server, refusal, startMs, valid, invalid, fitting }: Tally): string =>
  `${document} / ${server}: ${refusal ?? `valid ${countText(valid)}, invalid ${countText(invalid)}, fit ${countText(fitting)}, ${startMs?.toFixed(0)} ms`}`;

const detailsOf = (tally: Tally): string =>
  [
    summaryOf(tally),
    ...tally.misses.groups.map(
      ({ reason, count, examples }) => `    ${count} × ${reason}\n        ${examples.join('\n        ')}`,
    ),
  ].join('\n');

const massText = ({ masses }: Result): readonly string[] => {
  if (masses.size === 0) return [];
  const total = sumOf([...masses.values()].map(({ fitting }) => fitting));
  const reasons = [...masses].flatMap(([document, { misses }]) =>
    misses.groups.map(
      ({ reason, count, examples }) => `    ${document}: ${count} × ${reason}\n        ${examples.join('\n        ')}`,
    ),
  );
  return [`\nours, without a socket: ${total.of} responses judged, ${total.of - total.good} violations`, ...reasons];
};

/** Why the command fails: a reply of ours does not fit, or another server is ahead in a column. */
export const failuresOf = (result: Result): readonly string[] => {
  const [own, ...others] = linesOf(result);
  if (own === undefined) return [];
  const violations = own.fitting.of - own.fitting.good;
  const massTotal = sumOf([...result.masses.values()].map(({ fitting }) => fitting));
  return [
    ...(violations > 0 ? [`${violations} replies of ours do not fit`] : []),
    ...(massTotal.of > massTotal.good
      ? [`${massTotal.of - massTotal.good} replies of ours without a socket do not fit`]
      : []),
    ...others.flatMap((other) =>
      COLUMNS.filter((column) => percent(other[column]) > percent(own[column])).map(
        (column) => `${other.server} is ahead in "${column}"`,
      ),
    ),
    ...others.filter(({ startMs }) => startMs < own.startMs).map(({ server }) => `${server} starts faster`),
  ];
};

const COLUMNS = ['loaded', 'valid', 'invalid', 'fitting'] as const;

export const json = (result: Result): string =>
  JSON.stringify({
    table: linesOf(result),
    documents: result.tallies,
    mass: Object.fromEntries(result.masses),
    problems: failuresOf(result),
  });
