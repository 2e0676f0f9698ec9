/** Checks that the sandbox's memory does not grow under long use. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { buildIfStale } from './built.ts';
import { runLoad } from './measure/load.ts';
import { median } from './measure/median.ts';
import { residentMegabytes } from './measure/process-usage.ts';
import { readOptions } from './options.ts';
import type { Peer } from './peer.ts';
import { startPeer } from './peer.ts';
import { ours } from './peers/ours.ts';
import { ISSUE_TOKEN, issueTokenOnce } from './request.ts';

const CONNECTIONS = 16;
const REQUESTS_PER_SAMPLE = 50_000;

/** How much the second half may exceed the first, to allow for variations of the garbage collector. */
const TOLERANCE = 1.1;

const HEAP_PROBE = `data:text/javascript,process.on('message', () => process.send(process.memoryUsage().heapUsed))`;

const probed: Peer = {
  name: 'ours',
  command: (port) => ['--import', HEAP_PROBE, ...ours.command(port)],
  hasChannel: true,
};

const main = async (): Promise<void> => {
  const { requests, minutes } = readOptions({ requests: 1_000_000, minutes: 20 });
  buildIfStale();
  await using sandbox = await startPeer(probed);
  const startedAt = performance.now();
  const isTimeUp = (): boolean => performance.now() - startedAt > minutes * 60_000;
  const samples: number[] = [];
  let sent = 0;
  while (sent < requests && !isTimeUp()) {
    sent += await sendSome(sandbox.port, Math.min(REQUESTS_PER_SAMPLE, requests - sent), isTimeUp);
    const megabytes = residentMegabytes(sandbox.pid);
    samples.push(megabytes);
    console.log(sampleText(sent, megabytes, await heapMegabytes(sandbox.process)));
  }
  console.log(summaryOf(samples));
  process.exitCode = isFlat(samples) ? 0 : 1;
};

/** Every other request has a new idempotency key, so that the sandbox must keep its reply. */
const sendSome = async (port: number, max: number, isTimeUp: () => boolean): Promise<number> => {
  let count = 0;
  const { requests } = await runLoad({
    port,
    connections: CONNECTIONS,
    request: () => ((count += 1) % 2 === 0 ? ISSUE_TOKEN : issueTokenOnce()),
    isEnough: (sent) => sent >= max || isTimeUp(),
  });
  return requests;
};

const heapMegabytes = async (sandbox: ChildProcess): Promise<number> => {
  sandbox.send('heap');
  const [bytes] = (await once(sandbox, 'message')) as [number];
  return bytes / 1e6;
};

const sampleText = (sent: number, megabytes: number, heap: number): string =>
  `${sent.toLocaleString('en').padStart(12)} requests   RSS ${megabytes.toFixed(1).padStart(6)} MB   heap ${heap.toFixed(1).padStart(6)} MB`;

const halves = (samples: readonly number[]): readonly [number, number] => {
  const middle = Math.floor(samples.length / 2);
  return [median(samples.slice(0, middle)), median(samples.slice(middle))];
};

const isFlat = (samples: readonly number[]): boolean => {
  const [first, second] = halves(samples);
  return second <= first * TOLERANCE;
};

const summaryOf = (samples: readonly number[]): string => {
  const [first, second] = halves(samples).map((megabytes) => megabytes.toFixed(1));
  return `${isFlat(samples) ? 'Flat' : 'NOT FLAT'}: RSS ${first} MB in the first half, ${second} MB in the second (medians).`;
};

await main();
