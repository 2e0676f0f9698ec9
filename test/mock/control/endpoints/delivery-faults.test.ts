import { expect, test } from 'vitest';
import { openControl } from '../open-control.ts';

test('delivery faults are listed in the order in which they apply, and can be deleted', async () => {
  const { control } = await openControl();
  control('POST', '/outbox/disturbances', { kind: 'hold', times: 3 });
  control('POST', '/outbox/disturbances', { kind: 'tamper' });

  expect(control('GET', '/outbox/disturbances').body).toEqual({
    disturbances: [
      { kind: 'hold', times: 3 },
      { kind: 'tamper', times: 1 },
    ],
  });
  expect(control('DELETE', '/outbox/disturbances').status).toBe(204);
  expect(control('GET', '/outbox/disturbances').body).toEqual({ disturbances: [] });
});

test.for([{ kind: 'lose' }, { kind: 'hold', times: 0 }, {}])('refuses the delivery fault %o', async (input) => {
  const { control } = await openControl();

  expect(control('POST', '/outbox/disturbances', input).status).toBe(400);
});

test('a snapshot keeps delivery faults, and is refused with an invalid one', async () => {
  const { control } = await openControl();
  control('POST', '/outbox/disturbances', { kind: 'duplicate' });
  const snapshot = structuredClone(control('GET', '/snapshot').body) as {
    readonly records: { readonly disturbances: readonly { readonly record: { kind: string } }[] };
  };
  control('DELETE', '/outbox/disturbances');

  expect(control('PUT', '/snapshot', snapshot).status).toBe(204);
  expect(control('GET', '/outbox/disturbances').body).toEqual({ disturbances: [{ kind: 'duplicate', times: 1 }] });
  snapshot.records.disturbances[0]!.record.kind = 'lose';
  expect(control('PUT', '/snapshot', snapshot).status).toBe(400);
});
