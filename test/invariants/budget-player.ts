import type { ControlHarness } from '../mock/control/open-control.ts';
import type { RequestSketch } from '../support/a-request.ts';
import { BRAVO, DEMO, issueBody, PRODUCTION } from '../support/a-request.ts';
import type { CallerName, Command, RequestKind } from './budget-model.ts';
import { budgetFrom, budgetIn, BudgetModel } from './budget-model.ts';

interface Turn {
  readonly actual?: object;
  readonly expected?: object;
}

const NOTHING: Turn = {};

/** Applies commands to a world and to its model. */
export class BudgetPlayer {
  readonly #harness: ControlHarness;
  readonly #world: string;
  readonly #model: BudgetModel;
  #saved: unknown;

  constructor(harness: ControlHarness, world: string, wall: number) {
    this.#harness = harness;
    this.#world = world;
    this.#model = new BudgetModel(wall);
    this.#saved = this.#control('GET', '/snapshot');
  }

  /** The actual and the expected budget of a call; nothing for other commands. */
  play(command: Command): Turn {
    if (command.kind === 'call') return this.#call(command.caller, command.request);
    this.#do(command);
    return NOTHING;
  }

  #call(caller: CallerName, request: RequestKind): Turn {
    const expected = budgetFrom(this.#model.call(caller, request));
    return { actual: budgetIn(this.#harness.send(sketchOf(caller, request), this.#world)), expected };
  }

  #do(command: Exclude<Command, { kind: 'call' }>): void {
    const model = this.#model;
    switch (command.kind) {
      case 'pass':
        model.pass(command.seconds);
        return this.#harness.pass(command.seconds);
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
        this.#saved = this.#control('GET', '/snapshot');
        return;
      case 'restore':
        model.restore();
        return void this.#control('PUT', '/snapshot', this.#saved);
    }
  }

  #control(method: string, path: string, input?: unknown): unknown {
    const { status, body } = this.#harness.control(method, path, input, { world: this.#world });
    if (status >= 300) throw new Error(`${method} ${path} was refused: ${JSON.stringify(body)}`);
    return body;
  }
}

const KEYS: Readonly<Record<CallerName, string>> = { production: PRODUCTION, demo: DEMO, bravo: BRAVO };

const sketchOf = (caller: CallerName, request: RequestKind): RequestSketch => {
  const from = caller === 'bravo' ? '+14155550150' : '+14155550100';
  const bodies = new Map<RequestKind, unknown>([
    ['nonsense', { to_number: 1 }],
    ['magic 429', issueBody('+14155550149', from)],
  ]);
  return {
    key: KEYS[caller],
    body: bodies.get(request) ?? issueBody('+14155550110', from),
    ...(request.startsWith('prefer') && { headers: { prefer: `code=${request.slice(-3)}` } }),
  };
};
