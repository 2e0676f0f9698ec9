/** How many requests a second the sandbox answers, beside three other servers in the same run. */
import { buildIfStale } from './built.ts';
import { runLoad } from './load.ts';
import { readOptions } from './options.ts';
import type { RunningPeer } from './peer.ts';
import { startPeer } from './peer.ts';
import { handWritten } from './peers/hand-written.ts';
import { ours } from './peers/ours.ts';
import { prism } from './peers/prism.ts';
import { raw } from './peers/raw.ts';
import { processorSeconds } from './process-usage.ts';
import type { Run } from './report.ts';
import { ratiosOf, table } from './report.ts';
import { ISSUE_TOKEN } from './request.ts';

const CONNECTIONS = 16;

const main = async (): Promise<void> => {
  const { seconds, repetitions, json } = readOptions({ seconds: 5, repetitions: 3 });
  buildIfStale();
  await using servers = new AsyncDisposableStack();
  const peers: RunningPeer[] = [];
  for (const peer of [raw, handWritten, prism, ours]) peers.push(servers.use(await startPeer(peer)));
  for (const peer of peers) await measure(peer, seconds / 2);
  const runs: Run[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const peer of peers) runs.push(await measure(peer, seconds));
  }
  console.log(json ? JSON.stringify({ ratios: ratiosOf(runs), runs }) : table(runs));
};

/** The first measurement of a server only warms it up. */
const measure = async ({ name, port, pid }: RunningPeer, seconds: number): Promise<Run> => {
  const before = processorSeconds(pid);
  const { requests, ...figures } = await runLoad({
    port,
    connections: CONNECTIONS,
    request: () => ISSUE_TOKEN,
    isEnough: (_sent, elapsedMs) => elapsedMs >= seconds * 1000,
  });
  const used = (processorSeconds(pid) ?? NaN) - (before ?? NaN);
  if (Number.isNaN(used)) return { peer: name, ...figures };
  const elapsed = requests / figures.requestsPerSecond;
  return { peer: name, ...figures, processorMicros: (used / requests) * 1e6, serverBusy: used / elapsed };
};

await main();
