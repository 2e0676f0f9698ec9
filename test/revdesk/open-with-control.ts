import type { ControlBench } from '../mock/control/open-control.ts';
import { controlOn } from '../mock/control/open-control.ts';
import type { RevDeskBench } from '../support/open-revdesk.ts';
import { openRevDesk } from '../support/open-revdesk.ts';
import type { BenchOptions } from '../support/open-sandbox.ts';
import { START } from '../support/open-sandbox.ts';

/** A client of the API and a tester, on one wall clock. */
export interface StoryBench extends RevDeskBench, Pick<ControlBench, 'control'> {
  /** What the API shows of a call. */
  readonly shown: (id: unknown) => Readonly<Record<string, unknown>>;
  /** Changes records as no operation does: by name of the collection, what is in it. */
  readonly holding: (collections: Readonly<Record<string, readonly object[]>>) => void;
}

export const openWithControl = async (options: BenchOptions = {}): Promise<StoryBench> => {
  const bench = await openRevDesk(options);
  let wall = START;
  const pass = (seconds: number): void => {
    wall += seconds * 1000;
    bench.pass(seconds);
  };
  const { control } = controlOn(bench.sandbox, () => wall);
  // A world opens on its first call, and only then has records.
  control('GET', '/clock');
  const holding: StoryBench['holding'] = (collections) => {
    const { records } = control('GET', '/snapshot').body as { readonly records: object };
    const held = Object.entries(collections).map(([name, rows]) => [name, rows.map((record) => ({ record }))]);
    control('PUT', '/snapshot', { version: 1, records: { ...records, ...Object.fromEntries(held) } });
  };
  return { ...bench, pass, control, holding, shown: (id) => bench.call(`GET /v1/calls/${String(id)}`).data };
};

/** What a control call answered. */
export const bodyOf = (answer: { readonly body?: unknown }): Readonly<Record<string, unknown>> =>
  answer.body as Readonly<Record<string, unknown>>;
