import type { Scenario } from '../mock/scenario.ts';
import { faults } from './faults.ts';
import { idempotency } from './idempotency.ts';
import { ownership } from './ownership.ts';
import { rules } from './rules.ts';
import { throttling } from './throttling.ts';
import { tokenLifecycle } from './token-lifecycle.ts';

/**
 * Every scenario; those of the same stage are ordered from outermost to innermost. So a replay does not check ownership again, and a
 * token is stored only for a request that was really executed.
 */
export const scenarios: readonly Scenario[] = [faults, rules, throttling, idempotency, ownership, tokenLifecycle];

export { RULES_SCHEMA } from './rule.ts';
export type { Rule } from './rule.ts';
