import type { Contract, Operation } from '../mock/contract/index.ts';
import { ask } from './ask.ts';
import type { Answer, Asked, OperationReferee, Referee } from './referee/referee.ts';
import type { TestRequest } from './requests.ts';
import type { Running, Server } from './servers/servers.ts';
import { start } from './servers/servers.ts';
import type { Tally } from './tally.ts';
import { Misses } from './tally.ts';
import { faultsOf, classify } from './verdicts.ts';

/** A document, and what every server is asked about it. */
export interface Trial {
  readonly name: string;
  readonly file: string;
  readonly contract: Contract;
  readonly referees: ReadonlyMap<Operation, OperationReferee>;
  readonly requests: readonly TestRequest[];
}

/** Puts one server to one document, over real HTTP. */
export const tryServer = async (server: Server, trial: Trial): Promise<Tally> => {
  const first = trial.requests.find(({ kind }) => kind === 'valid')?.asked.target ?? '/';
  const started = await start(server, trial.file, first);
  const counts = new Counts(trial);
  if (typeof started === 'string') return { ...counts.tally(server), refusal: started };
  await using stack = new AsyncDisposableStack();
  const life = { running: stack.use(started), starts: 1 };
  const queue = [...trial.requests];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await sendOne(next, counts, async () => {
        if (life.running.hasEnded()) await revive(server, trial, first, life, stack);
        return life.running.port;
      });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return { ...counts.tally(server), startMs: started.startMs };
};

const WORKERS = 8;

const sendOne = async (request: TestRequest, counts: Counts, portOf: () => Promise<number>): Promise<void> => {
  const { asked, kind, operation, title } = request;
  const answer = await insist(asked, portOf);
  const place = `${asked.method} ${asked.target.slice(0, 100)} (${title})`;
  if (typeof answer === 'string') {
    counts.missed(kind, `no answer: ${answer}`, place);
    return;
  }
  const referee = counts.trial.referees.get(operation);
  if (referee === undefined) throw new Error(`Nobody judges ${operation.id}.`);
  counts.count(kind, classify(kind, answer, referee), place);
  counts.judge(faultsOf(kind, answer, referee), place);
};

/** A server that ends takes along what it was asked at the same time: that is asked again. */
const insist = async (asked: Asked, portOf: () => Promise<number>): Promise<Answer | string> => {
  let answer = await ask(await portOf(), asked);
  for (let again = 0; again < 2 && (answer === 'ECONNRESET' || answer === 'ECONNREFUSED'); again += 1)
    answer = await ask(await portOf(), asked);
  return answer;
};

interface Life {
  running: Running;
  starts: number;
  revival?: Promise<void> | undefined;
}

/** A server that ended is started again, so that one request costs it one answer and not all that follow. */
const revive = (
  server: Server,
  trial: Trial,
  target: string,
  life: Life,
  stack: AsyncDisposableStack,
): Promise<void> => {
  life.revival ??= (async () => {
    const started = life.starts < MAX_STARTS ? await start(server, trial.file, target) : 'ended too often';
    life.starts += 1;
    if (typeof started !== 'string') life.running = stack.use(started);
    life.revival = undefined;
  })();
  return life.revival;
};

const MAX_STARTS = 4;

/** What is counted while a server is tried. */
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

  count(kind: TestRequest['kind'], outcome: ReturnType<typeof classify>, place: string): void {
    if (outcome.kind === 'missed') {
      this.missed(kind, outcome.why, place);
      return;
    }
    const counted = kind === 'valid' ? this.#valid : this.#invalid;
    counted.of += 1;
    counted.good += 1;
    if (outcome.kind === 'made-up id') this.#madeUp += 1;
  }

  missed(kind: TestRequest['kind'], why: string, place: string): void {
    (kind === 'valid' ? this.#valid : this.#invalid).of += 1;
    this.#misses.add(`${kind}: ${why}`, place);
  }

  judge(problems: readonly string[], place: string): void {
    this.#fitting.of += 1;
    if (problems.length === 0) this.#fitting.good += 1;
    for (const problem of problems.slice(0, 1)) this.#misses.add(`answer: ${groupOf(problem)}`, `${place}: ${problem}`);
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

/** Faults of one keyword are one reason, wherever they occur. */
const groupOf = (problem: string): string => /\((\w+)\)$/.exec(problem)?.[1] ?? problem.replaceAll(/"[^"]*"|\d{3}/g, '…');

/** Which referee judges which operation. */
export const refereesFor = (contract: Contract, referee: Referee): ReadonlyMap<Operation, OperationReferee> =>
  new Map(contract.operations.map((operation) => [operation, referee.operation(operation.method, operation.path)]));
