import type { ControlBench } from '../mock/control/open-control.ts';
import { controlOn } from '../mock/control/open-control.ts';
import type { RevDeskBench } from '../support/open-revdesk.ts';
import { openRevDesk } from '../support/open-revdesk.ts';
import type { BenchOptions } from '../support/open-sandbox.ts';
import { START } from '../support/open-sandbox.ts';

/** RevDesk's API and the tester's hand, on one wall clock. */
export const openWithControl = async (
  options: BenchOptions = {},
): Promise<RevDeskBench & Pick<ControlBench, 'control'>> => {
  const bench = await openRevDesk(options);
  let wall = START;
  const pass = (seconds: number): void => {
    wall += seconds * 1000;
    bench.pass(seconds);
  };
  return { ...bench, pass, control: controlOn(bench.sandbox, () => wall).control };
};

/** What a control call answered. */
export const bodyOf = (answer: { readonly body?: unknown }): Readonly<Record<string, unknown>> =>
  answer.body as Readonly<Record<string, unknown>>;
