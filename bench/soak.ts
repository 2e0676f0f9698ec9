/** Whether the sandbox's memory stays flat, however long it is used. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { buildIfStale } from './built.ts';
import { runLoad } from './measure/load.ts';
import { median } from './measure/median.ts';
import { readOptions } from './options.ts';
import type { Peer } from './peer.ts';
import { startPeer } from './peer.ts';
import { ours } from './peers/ours.ts';
import { residentMegabytes } from './measure/process-usage.ts';
import { ISSUE_TOKEN, issueTokenOnce } from './request.ts';

const CONNECTIONS = 16;
const REQUESTS_PER_LINE = 50_000;

/** By how much the second half may exceed the first: the garbage collector's own ups and downs. */
const TOLERANCE = 1.1;

const HEAP_PROBE = `data:text/javascript,process.on('message', () => process.send(process.memoryUsage().heapUsed))`;

const observed: Peer = {
  name: 'ours',
  command: (port) => ['--import', HEAP_PROBE, ...ours.command(port)],
  hasChannel: true,
};

const main = async (): Promise<void> => {
  const { requests, minutes } = readOptions({ requests: 1_000_000, minutes: 20 });
  buildIfStale();
  await using sandbox = await startPeer(observed);
  const startedAt = performance.now();
  const isLate = (): boolean => performance.now() - startedAt > minutes * 60_000;
  const curve: number[] = [];
  let sent = 0;
  while (sent < requests && !isLate()) {
    sent += await sendSome(sandbox.port, Math.min(REQUESTS_PER_LINE, requests - sent), isLate);
    const megabytes = residentMegabytes(sandbox.pid);
    curve.push(megabytes);
    console.log(line(sent, megabytes, await heapMegabytes(sandbox.process)));
  }
  console.log(verdict(curve));
  process.exitCode = isFlat(curve) ? 0 : 1;
};

/** Every other request bears an idempotency key of its own, so that its answer has to be kept. */
const sendSome = async (port: number, most: number, isLate: () => boolean): Promise<number> => {
  let made = 0;
  const { requests } = await runLoad({
    port,
    connections: CONNECTIONS,
    request: () => ((made += 1) % 2 === 0 ? ISSUE_TOKEN : issueTokenOnce()),
    isEnough: (sent) => sent >= most || isLate(),
  });
  return requests;
};

const heapMegabytes = async (sandbox: ChildProcess): Promise<number> => {
  sandbox.send('heap');
  const [bytes] = (await once(sandbox, 'message')) as [number];
  return bytes / 1e6;
};

const line = (sent: number, megabytes: number, heap: number): string =>
  `${sent.toLocaleString('en').padStart(12)} requests   RSS ${megabytes.toFixed(1).padStart(6)} MB   heap ${heap.toFixed(1).padStart(6)} MB`;

const halves = (curve: readonly number[]): readonly [number, number] => {
  const middle = Math.floor(curve.length / 2);
  return [median(curve.slice(0, middle)), median(curve.slice(middle))];
};

const isFlat = (curve: readonly number[]): boolean => {
  const [first, second] = halves(curve);
  return second <= first * TOLERANCE;
};

const verdict = (curve: readonly number[]): string => {
  const [first, second] = halves(curve).map((megabytes) => megabytes.toFixed(1));
  return `${isFlat(curve) ? 'Flat' : 'NOT FLAT'}: RSS ${first} MB in the first half, ${second} MB in the second (medians).`;
};

await main();
