import { expect, test } from 'vitest';
import type {
  StubbedOutcome,
  Verdict,
  VerifyResult,
  OrderedOutcome,
  OverrideOrder,
  OverrideStub,
} from '../client/index.ts';
import type {
  ApiDefinition,
  CredentialContext,
  EndpointContext,
  ErrorFormat,
  FinishedReply,
  HandlerContext,
  Job,
  JobHandler,
  Random,
  RefuseClientError,
  ReloadResult,
  ScenarioContext,
  SigningContext,
} from '../mock/index.ts';
import type {
  ApiSketch,
  ControlSituation,
  Dialect,
  Draw,
  Due,
  DueHandler,
  Handled,
  HandlerSituation,
  IdentifyingWorld,
  OutgoingSituation,
  RefuseStranded,
  Reload,
  SetUpFault,
  SetUpProblem,
  Situation,
} from '../index.ts';
import { canAccess, cancelDeliveries, defineApi, defineScenario, deliveryCount, plainPack } from '../mock/index.ts';
import {
  defineApi as oldDefineApi,
  defineScenario as oldDefineScenario,
  deliveriesMade,
  reaches,
  SetUpError,
  withdraw,
} from '../index.ts';
import type { CaseFailure, Drift } from '../suite/index.ts';
import { CaseFailureError, DriftError } from '../suite/index.ts';
import { startTestSandbox } from './support/start-test-sandbox.ts';

/** Compiles only where both types are the same. */
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never;

const CONTRACT = 'test/fixtures/guarded.yaml';
const OK = { status: 200, headers: {} };

test('deprecated types are the current ones', () => {
  const types: readonly true[] = [
    true satisfies Same<ApiSketch, ApiDefinition>,
    true satisfies Same<ControlSituation, EndpointContext>,
    true satisfies Same<Dialect, ErrorFormat>,
    true satisfies Same<Draw, Random>,
    true satisfies Same<Due, Job>,
    true satisfies Same<DueHandler, JobHandler>,
    true satisfies Same<Handled, FinishedReply>,
    true satisfies Same<HandlerSituation, HandlerContext>,
    true satisfies Same<IdentifyingWorld, CredentialContext>,
    true satisfies Same<OutgoingSituation, SigningContext>,
    true satisfies Same<RefuseStranded, RefuseClientError>,
    true satisfies Same<Reload, ReloadResult>,
    true satisfies Same<SetUpFault, SetUpProblem>,
    true satisfies Same<Situation<object>, ScenarioContext<object>>,
    true satisfies Same<OrderedOutcome, StubbedOutcome>,
    true satisfies Same<OverrideOrder, OverrideStub>,
    true satisfies Same<Verdict, VerifyResult>,
    true satisfies Same<Drift, CaseFailure>,
  ];

  expect(types).not.toContain(false);
});

test('defineApi and defineScenario can still be imported from the package itself', () => {
  expect([oldDefineApi, oldDefineScenario]).toEqual([defineApi, defineScenario]);
});

test('deprecated functions and classes are the current ones', () => {
  expect([reaches, deliveriesMade, withdraw]).toEqual([canAccess, deliveryCount, cancelDeliveries]);
  expect(DriftError).toBe(CaseFailureError);
});

test('a set-up error still has faults, and a case failure drift', () => {
  const problem = { place: 'a.yaml', problem: 'is empty', remedy: 'Write one.' };
  const failure = { expected: '200', found: '500', curl: 'curl' };

  expect(new SetUpError([problem]).faults).toEqual([problem]);
  expect(new CaseFailureError('a case', failure).drift).toEqual(failure);
});

test('a caller may still name the organizations that it can access with reach', () => {
  const caller = {
    id: '1',
    label: 'Acme',
    organization: 'acme',
    plan: '',
    scopes: 'all',
    reach: new Set(['north']),
  } as const;

  expect([canAccess(caller, 'north'), canAccess(caller, 'south')]).toEqual([true, false]);
});

test('a scenario may still use standing, encounters, draw and dialect', async () => {
  const scenario = defineScenario({
    name: 'teapot',
    summary: 'Answers 418.',
    configSchema: {},
    at: 'arrived',
    standing: () => ({ by: 'teapot', delayMs: 0 }),
    encounters: [{ name: 'brewed', how: 'Call it.', concerns: () => true }],
    around: ({ draw, random, dialect, errorFormat }) => ({
      reply: { ...OK, status: draw === random && dialect === errorFormat ? 418 : 500 },
    }),
  });
  await using sandbox = await startTestSandbox({ contract: CONTRACT, extend: { scenarios: [scenario] } });

  await fetch(`${sandbox.url}/bearer`, { headers: { authorization: 'Bearer a' } });

  expect(await sandbox.control.requests.list()).toMatchObject([{ forcedBy: 'teapot' }]);
  expect((await sandbox.control.coverage.read()).operations[0]?.encounters.at(-1)).toMatchObject({ name: 'brewed' });
});

test('a pack may still use draw, later, onDue with due, dialect and emitsWhenDue', async () => {
  const pack = defineApi({
    name: 'visits',
    dialect: { ...plainPack.errorFormat, requestIdHeader: 'x-visit' },
    handlers: {
      'get /bearer': ({ draw, random, exchange }) => ({
        reply: draw === random ? OK : { ...OK, status: 500 },
        later: [{ at: exchange.now + 1_000, kind: 'leave', subject: 'a' }],
      }),
    },
    onDue: { leave: ({ due }) => ({ changes: [{ kind: 'put', collection: 'left', record: { id: due.subject } }] }) },
  });
  const extend = { pack: { ...pack, emitsWhenDue: false } };
  await using sandbox = await startTestSandbox({ contract: CONTRACT, extend });

  const { status, headers } = await fetch(`${sandbox.url}/bearer`, { headers: { authorization: 'Bearer a' } });
  await sandbox.control.clock.advance(2);

  expect([status, headers.has('x-visit')]).toEqual([200, true]);
  expect((await sandbox.control.snapshot()).records['left']).toMatchObject([{ record: { id: 'a' } }]);
});

test('a control endpoint may still use draw, holder and desk', async () => {
  const pack = defineApi({
    name: 'visits',
    controls: [
      {
        method: 'GET',
        path: '/titles',
        summary: 'The title.',
        access: 'guarded',
        run: ({ draw, random, desk, contract, holder }) => ({
          body: { same: draw === random && desk.engine.contract === contract, holder: holder ?? null },
        }),
      },
    ],
  });
  await using sandbox = await startTestSandbox({ contract: CONTRACT, extend: { pack } });

  expect(await (await fetch(`${sandbox.url}/_sandbox/titles`)).json()).toEqual({ same: true, holder: null });
});

test('settings may still bound worlds and records with most; max wins', async () => {
  await using sandbox = await startTestSandbox({ worlds: { most: 7 }, records: { most: 8, max: 9 } });

  expect([sandbox.settings.worlds, sandbox.settings.records]).toEqual([{ max: 7 }, { max: 9 }]);
});

test('the client may still call outbox.disturb', async () => {
  await using sandbox = await startTestSandbox();

  await sandbox.control.outbox.disturb('hold', 2);

  const response = await fetch(`${sandbox.url}/_sandbox/outbox/disturbances`);
  expect(await response.json()).toMatchObject({ disturbances: [{ kind: 'hold', times: 2 }] });
});
