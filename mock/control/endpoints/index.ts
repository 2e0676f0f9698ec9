import type { Sandbox } from '../../sandbox.ts';
import type { EngineEndpoint } from '../control-context.ts';
import { clockEndpoints } from './clock.ts';
import { coverageEndpoints } from './coverage.ts';
import { deliveryFaultEndpoints } from './delivery-faults.ts';
import { journalEndpoints } from './journal.ts';
import { outboxEndpoints } from './outbox.ts';
import { scenarioEndpoints } from './scenarios.ts';
import { serverEndpoints } from './server.ts';
import { verifyEndpoints } from './verify.ts';
import { webhookEndpoints } from './webhooks.ts';
import { worldEndpoints } from './world.ts';

/** All endpoints of the control API: those of the engine, of the scenarios, and of the pack. */
export const controlEndpoints = ({ engine: { scenarios, pack } }: Sandbox): readonly EngineEndpoint[] => [
  ...serverEndpoints,
  ...worldEndpoints,
  ...clockEndpoints,
  ...scenarioEndpoints,
  ...journalEndpoints,
  ...verifyEndpoints,
  ...coverageEndpoints,
  ...outboxEndpoints,
  ...deliveryFaultEndpoints,
  ...webhookEndpoints,
  ...scenarios.flatMap(({ controls = [] }) => controls),
  ...pack.controls,
];
