import type { Scenario } from '../mock/scenario.ts';
import { faults } from './faults.ts';
import { idempotency } from './idempotency.ts';
import { ownership } from './ownership.ts';
import { throttling } from './throttling.ts';
import { tokenLifecycle } from './token-lifecycle.ts';

/**
 * Every scenario, outermost first among those that act at the same moment: a replay needs no second look at who owns what, and a
 * token is recorded only for what was really carried out.
 */
export const scenarios: readonly Scenario[] = [faults, throttling, idempotency, ownership, tokenLifecycle];
