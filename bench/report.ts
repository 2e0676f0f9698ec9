import { median } from './measure/median.ts';
import { handWritten } from './peers/hand-written.ts';
import { ours } from './peers/ours.ts';
import { prism } from './peers/prism.ts';
import { raw } from './peers/raw.ts';

/** One server under load for some time. */
export interface BenchRun {
  readonly peer: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The server's processor time per request; absent where it cannot be read. */
  readonly processorMicros?: number;
  /** The fraction of one processor that the server used. Well below 1, the server was not the bottleneck. */
  readonly serverBusy?: number;
}

type Figure = Exclude<keyof BenchRun, 'peer'>;

const OTHERS = [raw, handWritten, prism].map(({ name }) => name);

/** Ours ÷ theirs, in median requests per second over all runs. */
export const ratiosOf = (runs: readonly BenchRun[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    OTHERS.map((name) => [
      name,
      medianOf(runs, ours.name, 'requestsPerSecond') / medianOf(runs, name, 'requestsPerSecond'),
    ]),
  );

/** The medians and the ratios as text. */
export const table = (runs: readonly BenchRun[]): string =>
  [
    row('', 'req/s', 'p50 ms', 'p99 ms', 'CPU µs/req', 'busy'),
    ...[...OTHERS, ours.name].map((name) => peerRow(runs, name)),
    '',
    ...Object.entries(ratiosOf(runs)).map(
      ([name, ratio]) => `ours ÷ ${name.padEnd(12)}${ratio.toFixed(2).padStart(6)}`,
    ),
  ].join('\n');

const peerRow = (runs: readonly BenchRun[], name: string): string => {
  const show = (figure: Figure, digits: number): string => medianOf(runs, name, figure).toFixed(digits);
  return row(
    name,
    show('requestsPerSecond', 0),
    show('p50Ms', 2),
    show('p99Ms', 2),
    show('processorMicros', 0),
    show('serverBusy', 2),
  );
};

const row = (name: string, ...cells: readonly string[]): string =>
  name.padEnd(14) + cells.map((cell) => cell.padStart(12)).join('');

const medianOf = (runs: readonly BenchRun[], name: string, figure: Figure): number =>
  median(runs.filter(({ peer }) => peer === name).map((run) => run[figure] ?? NaN));
