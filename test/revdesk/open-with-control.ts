import type { ControlHarness } from '../mock/control/open-control.ts';
import { controlOn } from '../mock/control/open-control.ts';
import type { RevDeskHarness } from '../support/open-revdesk.ts';
import { openRevDesk } from '../support/open-revdesk.ts';
import type { HarnessOptions } from '../support/open-sandbox.ts';
import { START } from '../support/open-sandbox.ts';

/** An API client and a tester on the same wall clock. */
export interface RevDeskControlHarness extends RevDeskHarness, Pick<ControlHarness, 'control'> {
  /** Returns a call as the API shows it. */
  readonly getCall: (id: unknown) => Readonly<Record<string, unknown>>;
  /** Replaces the records of the given collections, by collection name. */
  readonly setRecords: (collections: Readonly<Record<string, readonly object[]>>) => void;
}

export const openWithControl = async (options: HarnessOptions = {}): Promise<RevDeskControlHarness> => {
  const harness = await openRevDesk(options);
  let wall = START;
  const pass = (seconds: number): void => {
    wall += seconds * 1000;
    harness.pass(seconds);
  };
  const { control } = controlOn(harness.sandbox, () => wall);
  // A world has no records before its first call.
  control('GET', '/clock');
  const setRecords: RevDeskControlHarness['setRecords'] = (collections) => {
    const { records } = control('GET', '/snapshot').body as { readonly records: object };
    const replaced = Object.entries(collections).map(([name, rows]) => [name, rows.map((record) => ({ record }))]);
    control('PUT', '/snapshot', { version: 1, records: { ...records, ...Object.fromEntries(replaced) } });
  };
  return { ...harness, pass, control, setRecords, getCall: (id) => harness.call(`GET /v1/calls/${String(id)}`).data };
};

/** The body of the reply to a control call. */
export const bodyOf = (reply: { readonly body?: unknown }): Readonly<Record<string, unknown>> =>
  reply.body as Readonly<Record<string, unknown>>;
