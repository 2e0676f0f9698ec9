import { COVERAGE_REPORT, reportOn } from '../../observe/coverage-report.ts';
import type { ControlContext, EngineEndpoint } from '../control-context.ts';

const WORLDS = { worlds: '"all" for all worlds together; only this one if left out.' };

/** About what clients have exercised of the contract. */
export const coverageEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/coverage',
    summary: 'What clients have exercised, by operation: statuses, scenarios, request fields. Resets leave it alone.',
    access: 'guarded',
    query: WORLDS,
    output: COVERAGE_REPORT,
    run: ({ query, control, refuse }) => {
      const problem = queryProblem(query);
      if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
      return { body: reportOn(isAboutAll(query) ? control.worlds.coverage() : control.world.coverage, control.goals.all()) };
    },
  },
  {
    method: 'DELETE',
    path: '/coverage',
    summary: 'Begins counting anew.',
    access: 'guarded',
    query: WORLDS,
    status: 204,
    run: ({ query, control, refuse }) => {
      const problem = queryProblem(query);
      if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
      forget(control, isAboutAll(query));
      return { body: undefined };
    },
  },
];

const isAboutAll = (query: URLSearchParams): boolean => query.get('worlds') === 'all';

const queryProblem = (query: URLSearchParams): string | undefined =>
  query.has('worlds') && !isAboutAll(query) ? 'worlds must be "all", or left out.' : undefined;

const forget = ({ worlds, world }: ControlContext, all: boolean): void => {
  if (all) worlds.forgetCoverage();
  else world.coverage.clear();
};
