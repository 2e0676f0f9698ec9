import type { ControlBench } from '../mock/control/open-control.ts';
import type { RequestSketch } from '../support/a-request.ts';
import { BRAVO, DEMO, issueBody, PRODUCTION } from '../support/a-request.ts';
import type { Command, Who, Wish } from './budget-model.ts';
import { budgetFrom, budgetIn, BudgetModel } from './budget-model.ts';

interface Turn {
  readonly told?: object;
  readonly expected?: object;
}

const NOTHING: Turn = {};

/** Does to a world, and to the model of it, what a command says. */
export class BudgetPlayer {
  readonly #bench: ControlBench;
  readonly #world: string;
  readonly #model: BudgetModel;
  #kept: unknown;

  constructor(bench: ControlBench, world: string, wall: number) {
    this.#bench = bench;
    this.#world = world;
    this.#model = new BudgetModel(wall);
    this.#kept = this.#control('GET', '/snapshot');
  }

  /** What a call was told, beside what it should be told; of other commands, nothing. */
  play(command: Command): Turn {
    if (command.kind === 'call') return this.#call(command.who, command.wish);
    this.#do(command);
    return NOTHING;
  }

  #call(who: Who, wish: Wish): Turn {
    const expected = budgetFrom(this.#model.call(who, wish));
    return { told: budgetIn(this.#bench.send(sketchOf(who, wish), this.#world)), expected };
  }

  #do(command: Exclude<Command, { kind: 'call' }>): void {
    const model = this.#model;
    switch (command.kind) {
      case 'pass':
        model.pass(command.seconds);
        return this.#bench.pass(command.seconds);
      case 'advance':
        model.advance(command.seconds);
        return void this.#control('POST', '/clock/advance', { seconds: command.seconds });
      case 'freeze ahead':
        model.freezeAt(model.now + command.seconds * 1_000);
        return void this.#control('POST', '/clock/freeze', { at: new Date(model.now).toISOString() });
      case 'freeze':
        model.freezeAt(model.now);
        return void this.#control('POST', '/clock/freeze', {});
      case 'resume':
        model.resume();
        return void this.#control('POST', '/clock/resume', {});
      case 'limits': {
        const planLimits = { production: command.production, demo: command.demo };
        model.setLimits(planLimits);
        return void this.#control('PUT', '/scenarios/throttling/settings', { planLimits });
      }
      case 'reset':
        model.reset();
        return void this.#control('POST', '/reset');
      case 'keep':
        model.keep();
        this.#kept = this.#control('GET', '/snapshot');
        return;
      case 'restore':
        model.restore();
        return void this.#control('PUT', '/snapshot', this.#kept);
    }
  }

  #control(method: string, path: string, input?: unknown): unknown {
    const { status, body } = this.#bench.control(method, path, input, { world: this.#world });
    if (status >= 300) throw new Error(`${method} ${path} was refused: ${JSON.stringify(body)}`);
    return body;
  }
}

const KEYS: Readonly<Record<Who, string>> = { production: PRODUCTION, demo: DEMO, bravo: BRAVO };

const sketchOf = (caller: Who, asked: Wish): RequestSketch => {
  const from = caller === 'bravo' ? '+14155550150' : '+14155550100';
  const bodies = new Map<Wish, unknown>([
    ['nonsense', { to_number: 1 }],
    ['magic 429', issueBody('+14155550149', from)],
  ]);
  return {
    key: KEYS[caller],
    body: bodies.get(asked) ?? issueBody('+14155550110', from),
    ...(asked.startsWith('prefer') && { headers: { prefer: `code=${asked.slice(-3)}` } }),
  };
};
