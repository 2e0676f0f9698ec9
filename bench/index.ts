/** Measures how many requests per second the sandbox handles, compared with three other servers in the same run. */
import { buildIfStale } from './built.ts';
import { runLoad } from './measure/load.ts';
import { processorSeconds } from './measure/process-usage.ts';
import { readOptions } from './options.ts';
import type { RunningPeer } from './peer.ts';
import { startPeer } from './peer.ts';
import { handWritten } from './peers/hand-written.ts';
import { ours } from './peers/ours.ts';
import { prism } from './peers/prism.ts';
import { raw } from './peers/raw.ts';
import type { BenchRun } from './report.ts';
import { ratiosOf, table } from './report.ts';
import { ISSUE_TOKEN } from './request.ts';

const LOAD = { connections: 16, request: () => ISSUE_TOKEN };

/** Sent to each server before it is measured, so that the optimizing compiler has finished. */
const WARM_UP_REQUESTS = 50_000;

const main = async (): Promise<void> => {
  const { seconds, repetitions, json } = readOptions({ seconds: 5, repetitions: 3 });
  buildIfStale();
  await using servers = new AsyncDisposableStack();
  const peers: RunningPeer[] = [];
  for (const peer of [raw, handWritten, prism, ours]) peers.push(servers.use(await startPeer(peer)));
  for (const { port } of peers) await runLoad({ ...LOAD, port, isEnough: (sent) => sent >= WARM_UP_REQUESTS });
  const runs: BenchRun[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const peer of peers) runs.push(await measure(peer, seconds));
  }
  console.log(json ? JSON.stringify({ ratios: ratiosOf(runs), runs }) : table(runs));
};

const measure = async ({ name, port, pid }: RunningPeer, seconds: number): Promise<BenchRun> => {
  const before = processorSeconds(pid);
  const { requests, ...figures } = await runLoad({
    ...LOAD,
    port,
    isEnough: (_sent, elapsedMs) => elapsedMs >= seconds * 1000,
  });
  const used = (processorSeconds(pid) ?? NaN) - (before ?? NaN);
  if (Number.isNaN(used)) return { peer: name, ...figures };
  const elapsed = requests / figures.requestsPerSecond;
  return { peer: name, ...figures, processorMicros: (used / requests) * 1e6, serverBusy: used / elapsed };
};

await main();
