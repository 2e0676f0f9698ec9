import { defineScenario } from '../mock/scenario.ts';
import { forcedBy, withLowerCaseHeaders } from './stub.ts';
import { ruleControls, RULES, ruleId } from './rule-controls.ts';
import type { WorldRule, Rule } from './rule.ts';
import { appliesTo, ruleProblem, RULES_SCHEMA } from './rule.ts';

interface RulesConfig {
  readonly enabled: boolean;
  readonly rules: readonly Rule[];
}

export const rules = defineScenario<RulesConfig>({
  name: 'rules',
  summary: 'Outcomes for every request that fits, for as long as the rule stands; carried out by faults.',
  configSchema: { properties: { rules: { ...RULES_SCHEMA, description: "The settings file's `rules`." } } },

  persistentOutcome({ config, exchange, records }) {
    const own = config.enabled ? records.list<WorldRule>(RULES) : [];
    if (!config.enabled || own.length + config.rules.length === 0) return undefined;
    const isMeant = appliesTo(exchange);
    const found = own.find(isMeant);
    if (found) return forcedBy(found.id, found, exchange.operation);
    const index = config.rules.findIndex(isMeant);
    const given = config.rules[index];
    return given && forcedBy(ruleId(index), withLowerCaseHeaders(given), exchange.operation);
  },

  check: ({ rules: given }, against) =>
    given.flatMap((rule, index) => {
      const found = ruleProblem(rule, against);
      if (found === undefined) return [];
      const pointer = `/rules/${index}${found.part === undefined ? '' : `/${found.part}`}`;
      return [{ pointer, problem: found.problem, remedy: 'Correct the rule, or take it out.' }];
    }),

  controls: ruleControls,
});
