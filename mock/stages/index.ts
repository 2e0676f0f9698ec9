import type { Stage } from '../pipeline.ts';
import type { RequestContext } from '../request-path/request-context.ts';
import type { Moment, Scenario } from '../scenario.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { behave } from './behave.ts';
import { callbacks } from './callbacks.ts';
import { checkReply } from './check-reply.ts';
import { forward } from './forward.ts';
import { scenarioStage } from './scenario-stage.ts';
import { validateRequest } from './validate-request.ts';

/**
 * The list of stages, outermost first. A request passes them from top to bottom, and the reply from bottom to top.
 *
 * @param upstream A real server that replaces all stages below `forward`.
 */
export const stagesWith = (scenarios: readonly Scenario[], upstream?: Upstream): readonly Stage<RequestContext>[] => [
  checkReply,
  ...at('arrived', scenarios),
  ...(upstream ? [forward(upstream)] : []),
  authenticate,
  ...at('admitted', scenarios),
  authorize,
  validateRequest,
  ...at('accepted', scenarios),
  callbacks,
  behave,
];

const at = (moment: Moment, scenarios: readonly Scenario[]): Stage<RequestContext>[] =>
  scenarios.filter((scenario) => scenario.at === moment).map(scenarioStage);
