import type { RecordableHistogram } from 'node:perf_hooks';
import { createHistogram, performance } from 'node:perf_hooks';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { AnswerReader } from './answer-reader.ts';

/** What to send, and when enough was sent. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Makes each request, as it goes over the wire. */
  readonly request: () => string;
  /** Asked before each request. */
  readonly isEnough: (sent: number, elapsedMs: number) => boolean;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Sends requests over connections that stay open, on each the next one when the last is answered.
 *
 * Lean on purpose: with autocannon, which needs most of a processor for this, plain `node:http` answered 17,000 requests a second
 * where it answers 22,000 here; and autocannon counts whole milliseconds, of which most answers take less than one.
 *
 * @throws if a connection fails, or an answer is no success.
 */
export const runLoad = async (load: Load): Promise<LoadResult> => {
  const run: LoadRun = { load, latencies: createHistogram(), startedAt: performance.now(), sent: 0 };
  const rest = stayAwake();
  try {
    await Promise.all(Array.from({ length: load.connections }, () => keepAsking(run)));
  } finally {
    rest();
  }
  const seconds = (performance.now() - run.startedAt) / 1000;
  return {
    requests: run.sent,
    requestsPerSecond: run.sent / seconds,
    p50Ms: run.latencies.percentile(50) / 1000,
    p99Ms: run.latencies.percentile(99) / 1000,
  };
};

/**
 * Keeps this process busy until told to rest. A client that dozes off between answers is put on the server's own processor, where
 * the two take turns: half the throughput, and none of it the server's fault.
 */
const stayAwake = (): (() => void) => {
  let next = setImmediate(function again() {
    next = setImmediate(again);
  });
  return () => clearImmediate(next);
};

/** What the connections of one load share. */
interface LoadRun {
  readonly load: Load;
  /** In microseconds. */
  readonly latencies: RecordableHistogram;
  readonly startedAt: number;
  sent: number;
}

const keepAsking = (run: LoadRun): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port: run.load.port, host: '127.0.0.1', noDelay: true });
    const reader = new AnswerReader();
    let sentAt = 0;
    const ask = (): void => {
      sentAt = performance.now();
      if (run.load.isEnough(run.sent, sentAt - run.startedAt)) return void socket.end(resolve);
      run.sent += 1;
      socket.write(run.load.request());
    };
    const take = (bytes: Buffer): void => {
      if (reader.read(bytes) === undefined) return;
      run.latencies.record(Math.max(1, Math.round((performance.now() - sentAt) * 1000)));
      ask();
    };
    socket.on('connect', ask);
    socket.on('data', guarded(socket, take));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection.')));
  });

/** What a listener throws ends its connection, and so the load. */
const guarded =
  (socket: Socket, listener: (bytes: Buffer) => void) =>
  (bytes: Buffer): void => {
    try {
      listener(bytes);
    } catch (error) {
      socket.destroy(error as Error);
    }
  };
