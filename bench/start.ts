/** Measures the time from process start to the first success, and the memory then, compared with Prism. */
import { setTimeout as pause } from 'node:timers/promises';
import { buildIfStale } from './built.ts';
import { median } from './measure/median.ts';
import { residentMegabytes } from './measure/process-usage.ts';
import { readOptions } from './options.ts';
import type { Peer } from './peer.ts';
import { startPeer } from './peer.ts';
import { prism } from './peers/prism.ts';

const IDLE_MS = 2_000;

/** Started as most users do, without a settings file, which would have to be read first. */
const ours: Peer = {
  name: 'ours',
  command: (port) => `dist/cli.js --port ${port} --json --log-level silent`.split(' '),
};

interface Start {
  readonly peer: string;
  readonly startMs: number;
  /** Resident memory right after the first success. */
  readonly megabytes: number;
  /** Resident memory after some seconds without a request. */
  readonly idleMegabytes: number;
}

const main = async (): Promise<void> => {
  const { repetitions, json } = readOptions({ repetitions: 7 });
  buildIfStale();
  const runs: Start[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const peer of [ours, prism]) runs.push(await measure(peer));
  }
  const medians = [ours, prism].map(({ name }) => mediansOf(name, runs));
  const ratio = (medians[0]?.startMs ?? NaN) / (medians[1]?.startMs ?? NaN);
  if (json) console.log(JSON.stringify({ ratio, medians, runs }));
  else console.log([...medians.map(lineOf), `ours ÷ prism: ${ratio.toFixed(2)}`].join('\n'));
};

const measure = async (peer: Peer): Promise<Start> => {
  await using running = await startPeer(peer);
  const megabytes = residentMegabytes(running.pid);
  await pause(IDLE_MS);
  return { peer: peer.name, startMs: running.startMs, megabytes, idleMegabytes: residentMegabytes(running.pid) };
};

const mediansOf = (name: string, runs: readonly Start[]): Start => {
  const own = runs.filter(({ peer }) => peer === name);
  return {
    peer: name,
    startMs: median(own.map(({ startMs }) => startMs)),
    megabytes: median(own.map(({ megabytes }) => megabytes)),
    idleMegabytes: median(own.map(({ idleMegabytes }) => idleMegabytes)),
  };
};

const lineOf = ({ peer, startMs, megabytes, idleMegabytes }: Start): string =>
  `${peer.padEnd(6)} first success after ${startMs.toFixed(0)} ms, RSS ${megabytes.toFixed(0)} MB, idle ${idleMegabytes.toFixed(0)} MB`;

await main();
