import type { Contract, Operation } from '../mock/contract/index.ts';
import { ask } from './ask.ts';
import type { OperationReferee, Referee, WireRequest, WireResponse } from './referee/referee.ts';
import type { TestRequest } from './requests.ts';
import type { Running, Server } from './servers/servers.ts';
import { start } from './servers/servers.ts';
import type { Tally } from './tally.ts';
import { Misses } from './tally.ts';
import { classify, violationsOf } from './verdicts.ts';

/** A document, and the requests that every server gets. */
export interface Trial {
  readonly name: string;
  readonly file: string;
  readonly contract: Contract;
  readonly referees: ReadonlyMap<Operation, OperationReferee>;
  readonly requests: readonly TestRequest[];
}

/** Tests one server with one document, over real HTTP. */
export const tryServer = async (server: Server, trial: Trial): Promise<Tally> => {
  const first = trial.requests.find(({ kind }) => kind === 'valid')?.wireRequest.target ?? '/';
  const started = await start(server, trial.file, first);
  const counts = new Counts(trial);
  if (typeof started === 'string') return { ...counts.tally(server), refusal: started };
  await using stack = new AsyncDisposableStack();
  const state = { running: stack.use(started), starts: 1 };
  const queue = [...trial.requests];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await sendOne(next, counts, async () => {
        if (state.running.hasEnded()) await restart(server, trial, first, state, stack);
        return state.running.port;
      });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return { ...counts.tally(server), startMs: started.startMs };
};

const WORKERS = 8;

const sendOne = async (request: TestRequest, counts: Counts, portOf: () => Promise<number>): Promise<void> => {
  const { wireRequest, kind, operation, title } = request;
  const response = await askWithRetries(wireRequest, portOf);
  const example = `${wireRequest.method} ${wireRequest.target.slice(0, 100)} (${title})`;
  if (typeof response === 'string') {
    counts.missed(kind, `no response: ${response}`, example);
    return;
  }
  const referee = counts.trial.referees.get(operation);
  if (referee === undefined) throw new Error(`There is no referee for ${operation.id}.`);
  counts.count(kind, classify(kind, response, referee), example);
  counts.countFit(violationsOf(kind, response, referee), example);
};

/** Retries a request that was lost because the server exited while it handled another one. */
const askWithRetries = async (
  wireRequest: WireRequest,
  portOf: () => Promise<number>,
): Promise<WireResponse | string> => {
  let response = await ask(await portOf(), wireRequest);
  for (let retries = 0; retries < 2 && (response === 'ECONNRESET' || response === 'ECONNREFUSED'); retries += 1)
    response = await ask(await portOf(), wireRequest);
  return response;
};

interface ServerState {
  running: Running;
  starts: number;
  restarting?: Promise<void> | undefined;
}

/** Restarts a server that exited, so that a crash costs it one response and not all that follow. */
const restart = (
  server: Server,
  trial: Trial,
  target: string,
  state: ServerState,
  stack: AsyncDisposableStack,
): Promise<void> => {
  state.restarting ??= (async () => {
    const started = state.starts < MAX_STARTS ? await start(server, trial.file, target) : 'exited too often';
    state.starts += 1;
    if (typeof started !== 'string') state.running = stack.use(started);
    state.restarting = undefined;
  })();
  return state.restarting;
};

const MAX_STARTS = 4;

/** Counts the results of one server. */
class Counts {
  readonly trial: Trial;
  readonly #valid = { good: 0, of: 0 };
  readonly #invalid = { good: 0, of: 0 };
  readonly #fitting = { good: 0, of: 0 };
  readonly #misses = new Misses();
  #madeUp = 0;

  constructor(trial: Trial) {
    this.trial = trial;
  }

  count(kind: TestRequest['kind'], outcome: ReturnType<typeof classify>, example: string): void {
    if (outcome.kind === 'missed') {
      this.missed(kind, outcome.why, example);
      return;
    }
    const counted = kind === 'valid' ? this.#valid : this.#invalid;
    counted.of += 1;
    counted.good += 1;
    if (outcome.kind === 'made-up id') this.#madeUp += 1;
  }

  missed(kind: TestRequest['kind'], why: string, example: string): void {
    (kind === 'valid' ? this.#valid : this.#invalid).of += 1;
    this.#misses.add(`${kind}: ${why}`, example);
  }

  countFit(problems: readonly string[], example: string): void {
    this.#fitting.of += 1;
    if (problems.length === 0) this.#fitting.good += 1;
    for (const problem of problems.slice(0, 1))
      this.#misses.add(`response: ${groupOf(problem)}`, `${example}: ${problem}`);
  }

  tally({ name }: Server): Tally {
    return {
      document: this.trial.name,
      server: name,
      valid: this.#valid,
      invalid: this.#invalid,
      fitting: this.#fitting,
      madeUp: this.#madeUp,
      misses: this.#misses,
    };
  }
}

/** Groups the problems of one keyword, wherever they occur. */
const groupOf = (problem: string): string =>
  /\((\w+)\)$/.exec(problem)?.[1] ?? problem.replaceAll(/"[^"]*"|\d{3}/g, '…');

/** The referee of each operation. */
export const refereesFor = (contract: Contract, referee: Referee): ReadonlyMap<Operation, OperationReferee> =>
  new Map(contract.operations.map((operation) => [operation, referee.operation(operation.method, operation.path)]));
