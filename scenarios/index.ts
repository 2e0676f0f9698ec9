import type { Scenario } from '../mock/scenario.ts';
import { faults } from './faults.ts';
import { idempotency } from './idempotency.ts';
import { ownership } from './ownership.ts';
import { rules } from './rules.ts';
import { throttling } from './throttling.ts';
import { tokenLifecycle } from './token-lifecycle.ts';

/**
 * Every scenario, outermost first among those that act at the same moment: a replay needs no second look at who owns what, and a
 * token is recorded only for what was really carried out.
 */
export const scenarios: readonly Scenario[] = [faults, rules, throttling, idempotency, ownership, tokenLifecycle];

export { RULES_SCHEMA } from './rule.ts';
export type { Rule } from './rule.ts';
