import type { RecordableHistogram } from 'node:perf_hooks';
import { createHistogram, performance } from 'node:perf_hooks';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { AnswerReader } from './answer-reader.ts';

/** What to send, and when to stop. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Makes each request, as sent on the wire. */
  readonly request: () => string;
  /** Called before each request. */
  readonly isEnough: (sent: number, elapsedMs: number) => boolean;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Sends requests over persistent connections; each connection sends its next request when the previous one has its response.
 *
 * Minimal on purpose: autocannon needs most of a processor, so that plain `node:http` reaches 17,000 requests per second with it, and
 * 22,000 with this client; and autocannon counts whole milliseconds, while most responses take less than one.
 *
 * @throws if a connection fails, or a response is not a success.
 */
export const runLoad = async (load: Load): Promise<LoadResult> => {
  const run: LoadRun = { load, latencies: createHistogram(), startedAt: performance.now(), sent: 0 };
  const stopSpinning = stayAwake();
  try {
    await Promise.all(Array.from({ length: load.connections }, () => sendUntilEnough(run)));
  } finally {
    stopSpinning();
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
 * Keeps this process busy until the returned function is called. The scheduler moves a client that sleeps between responses to the
 * server's processor, where the two take turns; that halves the throughput, through no fault of the server.
 */
const stayAwake = (): (() => void) => {
  let next = setImmediate(function again() {
    next = setImmediate(again);
  });
  return () => clearImmediate(next);
};

/** State that the connections of one load share. */
interface LoadRun {
  readonly load: Load;
  /** In microseconds. */
  readonly latencies: RecordableHistogram;
  readonly startedAt: number;
  sent: number;
}

const sendUntilEnough = (run: LoadRun): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port: run.load.port, host: '127.0.0.1', noDelay: true });
    const reader = new AnswerReader();
    let sentAt = 0;
    const sendNext = (): void => {
      sentAt = performance.now();
      if (run.load.isEnough(run.sent, sentAt - run.startedAt)) return void socket.end(resolve);
      run.sent += 1;
      socket.write(run.load.request());
    };
    const onData = (bytes: Buffer): void => {
      if (reader.read(bytes) === undefined) return;
      run.latencies.record(Math.max(1, Math.round((performance.now() - sentAt) * 1000)));
      sendNext();
    };
    socket.on('connect', sendNext);
    socket.on('data', guarded(socket, onData));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection.')));
  });

/** An error in the listener closes its connection, which ends the load. */
const guarded =
  (socket: Socket, listener: (bytes: Buffer) => void) =>
  (bytes: Buffer): void => {
    try {
      listener(bytes);
    } catch (error) {
      socket.destroy(error as Error);
    }
  };
