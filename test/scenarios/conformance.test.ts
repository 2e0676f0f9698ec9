import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject, Outcome, RecordView, Reply, Scenario, ScenarioContext } from '../../mock/index.ts';
import { BUNDLED_CONTRACT } from '../../index.ts';
import { Sandbox, configure } from '../../mock/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { compose, readSettings } from '../../server/compose.ts';
import { controlOn, openControl } from '../mock/control/open-control.ts';
import type { RequestSketch } from '../support/a-request.ts';
import { aRequest, BRAVO, DEMO, ISSUE, issueBody, READ_ONLY } from '../support/a-request.ts';
import { answered } from '../support/answered.ts';
import { START } from '../support/open-sandbox.ts';

/** Every scenario has to pass these tests. A new one is tested as soon as it is in the list. */
const named = scenarios.map((scenario) => [scenario.name, scenario] as const);

/** The scenarios that take part in exchanges. */
const wrapping = named.filter(([, scenario]) => 'around' in scenario);

test('every file is a listed scenario or a part of one', () => {
  const files = globSync('scenarios/*.ts').map((file) => basename(file, '.ts'));
  const parts = ['index', 'stub', 'overrides', 'rule', 'rule-controls'];

  expect(files.filter((file) => !parts.includes(file)).toSorted()).toEqual(named.map(([name]) => name).toSorted());
});

test.for(named)('%s has a summary of one sentence', ([, { summary }]) => {
  expect(summary).toMatch(/^[A-Z].*\.$/);
});

test.for(named)('%s works without settings', ([name, { configSchema }]) => {
  const configured = configure(configSchema, {}, name);

  expect(configured).toMatchObject({ config: { enabled: true } });
});

test.for(named)('%s refuses an unknown setting', ([name, { configSchema }]) => {
  const configured = configure(configSchema, { nonsense: 1 }, name);

  expect(configured).toMatchObject({ problems: [{ place: `${name}/nonsense` }] });
});

test.for(named)('%s describes each of its settings, and gives it a default', ([, { configSchema }]) => {
  const settings = Object.entries(configSchema['properties'] as Record<string, JsonObject>);

  expect(settings.filter(([, { description }]) => !/^[A-Z].*\.$/.test(String(description)))).toEqual([]);
  expect(settings.filter(([, schema]) => schema['default'] === undefined)).toEqual([]);
});

test.for(named)('%s has defaults that match its own schema', ([name, { configSchema }]) => {
  const configured = configure(configSchema, {}, name) as { readonly config: JsonObject };

  expect(configure(configSchema, configured.config, name)).toEqual(configured);
});

/** Requests of every kind: accepted, refused by each check, and repeated. */
const SCRIPT: readonly RequestSketch[] = [
  {},
  { headers: { 'x-forced': 'yes' } },
  { headers: { 'idempotency-key': 'k' } },
  { headers: { 'idempotency-key': 'k' } },
  { headers: { 'idempotency-key': 'k' }, body: issueBody('+14155550115') },
  { headers: { 'idempotency-key': '' } },
  { key: null },
  { key: 'unknown' },
  { key: READ_ONLY },
  { key: BRAVO },
  { key: DEMO, body: issueBody('+14155550199') },
  { body: {} },
  { body: undefined },
  { body: issueBody('+14155550110', '+14155550102') },
  { body: issueBody('+14155550149') },
  { headers: { prefer: 'code=404' } },
  { headers: { prefer: 'dynamic=true' } },
];

const queueOutcome = (sandbox: Sandbox): Sandbox => {
  const when = { properties: { headers: { required: ['x-forced'] } } };
  controlOn(sandbox).control('POST', '/overrides', { operation: ISSUE, times: 2, when, reply: { status: 503 } });
  return sandbox;
};

const play = (sandbox: Sandbox, script: readonly RequestSketch[] = SCRIPT): readonly Reply[] =>
  script.map((sketch) => answered(sandbox.handle('default', aRequest(sketch), START)).reply);

const composed = async (): Promise<Sandbox> =>
  queueOutcome(await compose(BUNDLED_CONTRACT, readSettings({}, 'settings'), { onNotice: () => {}, onBug: fail }));

const fail = (bug: unknown): void => {
  throw bug;
};

/** The RevDesk sandbox with one scenario replaced. */
const withReplaced = async (name: string, replacement: (scenario: Scenario) => Scenario): Promise<Sandbox> => {
  const { engine } = await composed();
  const replaced = engine.scenarios.map((scenario) => (scenario.name === name ? replacement(scenario) : scenario));
  const bounds = { worlds: 10, records: 100, journal: { entries: 100, bytes: 1e7 }, sharedJournalBytes: 1e7 };
  return queueOutcome(
    new Sandbox({
      ...engine,
      resources: engine.resources.settings,
      scenarios: replaced,
      seed: 'revdesk-sandbox',
      bounds,
      onBug: fail,
    }),
  );
};

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const item of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(item);
  return value;
};

const frozen = (context: ScenarioContext<JsonObject>): ScenarioContext<JsonObject> => {
  deepFreeze(context.config);
  deepFreeze(context.exchange);
  const { config, exchange, records, random, refuse, errorFormat, answer, budget, isInFlight } = context;
  const frozenRecords: RecordView = {
    get: <Shape>(collection: string, id: string) => deepFreeze(records.get(collection, id)) as Shape | undefined,
    list: <Shape>(collection: string) => deepFreeze(records.list(collection)) as readonly Shape[],
  };
  return {
    config,
    exchange,
    records: frozenRecords,
    random,
    refuse,
    errorFormat,
    answer,
    budget,
    isInFlight,
    draw: random,
    dialect: errorFormat,
  };
};

test.for(wrapping)('%s does not mutate its arguments', async ([name]) => {
  const sandbox = await withReplaced(name, (scenario) => ({
    ...scenario,
    ...(scenario.around && {
      around: (context, next) => scenario.around!(frozen(context), () => deepFreeze(next())),
    }),
  }));

  expect(play(sandbox)).toEqual(play(await composed()));
});

test.for(wrapping)('%s returns the same outcome when it is called again', async ([name]) => {
  const outcomes: (readonly [Outcome, Outcome])[] = [];
  const sandbox = await withReplaced(name, (scenario) => ({
    ...scenario,
    around: (context, next) => {
      const below: Reply[] = [];
      const once = (): Reply => (below[0] ??= next());
      const outcome = scenario.around!(context, once);
      outcomes.push([outcome, scenario.around!(context, once)]);
      return outcome;
    },
  }));

  play(sandbox);

  expect(outcomes.length).toBeGreaterThan(0);
  expect(outcomes.map(([first]) => first)).toEqual(outcomes.map(([, second]) => second));
});

test.for(wrapping)('%s passes a request on at most once', async ([name]) => {
  const passes: number[] = [];
  const sandbox = await withReplaced(name, (scenario) => ({
    ...scenario,
    around: (context, next) => {
      let count = 0;
      const outcome = scenario.around!(context, () => {
        count += 1;
        return next();
      });
      passes.push(count);
      return outcome;
    },
  }));

  play(sandbox);

  expect(passes).toContain(1);
  expect(Math.max(...passes)).toBe(1);
});

test.for(named)('%s stores records that are plain data, under its own name', async ([name]) => {
  const sandbox = await composed();
  play(sandbox);
  const world = sandbox.worlds.find('default');
  const records = world?.list(name, START) ?? [];

  expect(records.map((record) => structuredClone(record))).toEqual(records);
  expect(JSON.parse(JSON.stringify(records))).toEqual(records);
});

test.for(wrapping)('%s writes only to its own collection', async ([name]) => {
  const written = new Set<string>();
  const sandbox = await withReplaced(name, (scenario) => ({
    ...scenario,
    around: (context, next) => {
      const outcome = scenario.around!(context, next);
      outcome.changes?.forEach(({ collection }) => written.add(collection));
      return outcome;
    },
  }));

  play(sandbox);

  expect([...written].filter((collection) => collection !== name)).toEqual([]);
});

test('all scenarios continue from a snapshot as if there had been no interruption', async () => {
  const [whole, first, second] = [await composed(), await composed(), await composed()];
  const half = SCRIPT.length / 2;
  const uninterrupted = play(whole);

  const firstHalf = play(first, SCRIPT.slice(0, half));
  const snapshot: unknown = JSON.parse(JSON.stringify(controlOn(first).control('GET', '/snapshot').body));
  controlOn(second).control('PUT', '/snapshot', snapshot);
  const secondHalf = play(second, SCRIPT.slice(half));

  expect([...firstHalf, ...secondHalf].map(withoutRequestId)).toEqual(uninterrupted.map(withoutRequestId));
});

/** The request id is counted by the process, not by the state of the world. */
const withoutRequestId = ({ headers, ...rest }: Reply): object => {
  const { 'x-request-id': _, ...others } = headers;
  return { ...rest, headers: others };
};

test.for(wrapping)('%s can be switched off, and then has no effect', async ([name]) => {
  const { sandbox, control, records } = await openControl({ scenarios: { [name]: { enabled: false } } });
  const before = queueOutcome(sandbox) && records(name);

  play(sandbox);

  expect(control('GET', `/requests?scenario=${name}`).body).toMatchObject({ requests: [] });
  expect(records(name)).toEqual(before);
});

test.for(named)('%s has a control endpoint for its settings', async ([name]) => {
  const { control } = await openControl();

  expect(control('PUT', `/scenarios/${name}/settings`, { enabled: false }).body).toMatchObject({
    settings: { enabled: false },
  });
  expect(control('GET', `/scenarios/${name}/settings`).body).toMatchObject({ settings: { enabled: false } });
});

test('the requests include one that each scenario decides', async () => {
  const { sandbox, control } = await openControl();

  play(queueOutcome(sandbox));

  const decided = control('GET', '/requests').body as { readonly requests: readonly { readonly decidedBy: string }[] };
  const stages = new Set(decided.requests.map(({ decidedBy }) => decidedBy));
  expect([...stages]).toEqual(expect.arrayContaining(['faults', 'idempotency', 'ownership', 'behave']));
});
