import type { ControlClient, ExpectedCalls } from '../client/index.ts';

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Calls `verify` of the sandbox, which explains near misses better than a comparison of two objects could. */
export const toHaveReceived = async (
  control: ControlClient,
  operation: string,
  expected: ExpectedCalls = {},
): Promise<MatcherResult> => {
  const { passed, fitting, message } = await control.verify(operation, expected);
  return {
    pass: passed,
    message: () =>
      passed ? `Expected ${operation} not to be called like this, but it was: ${fitting.join(', ')}.` : message,
  };
};
