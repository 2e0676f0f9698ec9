import type { Stage } from '../pipeline.ts';
import type { Moment, Scenario } from '../scenario.ts';
import { authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { behave } from './behave.ts';
import { callbacks } from './callbacks.ts';
import { checkReply } from './check-reply.ts';
import type { Run } from './run.ts';
import { scenarioStage } from './scenario-stage.ts';
import { validateRequest } from './validate-request.ts';

/** THE list: what happens to a request, outermost first. Replies come back up through the same layers. */
export const stagesWith = (scenarios: readonly Scenario[]): readonly Stage<Run>[] => [
  checkReply,
  ...at('arrived', scenarios),
  authenticate,
  ...at('admitted', scenarios),
  authorize,
  validateRequest,
  ...at('accepted', scenarios),
  callbacks,
  behave,
];

const at = (moment: Moment, scenarios: readonly Scenario[]): Stage<Run>[] =>
  scenarios.filter((scenario) => scenario.at === moment).map(scenarioStage);
