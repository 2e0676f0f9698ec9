import { COVERAGE_REPORT, reportOn } from '../../observe/coverage/coverage-report.ts';
import type { ControlContext, EngineEndpoint } from '../control-context.ts';

const WORLDS = { worlds: '"all" for all worlds together. Absent: this world.' };

/** Endpoints for what clients have covered of the contract. */
export const coverageEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/coverage',
    summary:
      'Returns what clients have covered, by operation: statuses, scenarios, request fields. A reset does not clear it.',
    access: 'guarded',
    query: WORLDS,
    output: COVERAGE_REPORT,
    run: ({ query, control, refuse }) => {
      const problem = queryProblem(query);
      if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
      return {
        body: reportOn(isAboutAll(query) ? control.worlds.coverage() : control.world.coverage, control.goals.all()),
      };
    },
  },
  {
    method: 'DELETE',
    path: '/coverage',
    summary: 'Clears the coverage.',
    access: 'guarded',
    query: WORLDS,
    status: 204,
    run: ({ query, control, refuse }) => {
      const problem = queryProblem(query);
      if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
      clearCoverage(control, isAboutAll(query));
      return { body: undefined };
    },
  },
];

const isAboutAll = (query: URLSearchParams): boolean => query.get('worlds') === 'all';

const queryProblem = (query: URLSearchParams): string | undefined =>
  query.has('worlds') && !isAboutAll(query) ? 'worlds must be "all", or omitted.' : undefined;

const clearCoverage = ({ worlds, world }: ControlContext, all: boolean): void => {
  if (all) worlds.forgetCoverage();
  else world.coverage.clear();
};
