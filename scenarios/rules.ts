import { defineScenario } from '../mock/scenario.ts';
import { ruleControls, ruleId, RULES } from './rule-controls.ts';
import type { Rule, WorldRule } from './rule.ts';
import { appliesTo, ruleProblem, RULES_SCHEMA } from './rule.ts';
import { forcedBy, withLowerCaseHeaders } from './stub.ts';

interface RulesConfig {
  readonly enabled: boolean;
  readonly rules: readonly Rule[];
}

export const rules = defineScenario<RulesConfig>({
  name: 'rules',
  summary: 'Sets an outcome for every matching request until the rule is removed. The scenario `faults` produces it.',
  configSchema: { properties: { rules: { ...RULES_SCHEMA, description: "The settings file's `rules`." } } },

  persistentOutcome({ config, exchange, records }) {
    const own = config.enabled ? records.list<WorldRule>(RULES) : [];
    if (!config.enabled || own.length + config.rules.length === 0) return undefined;
    const applies = appliesTo(exchange);
    const found = own.find(applies);
    if (found) return forcedBy(found.id, found, exchange.operation);
    const index = config.rules.findIndex(applies);
    const rule = config.rules[index];
    return rule && forcedBy(ruleId(index), withLowerCaseHeaders(rule), exchange.operation);
  },

  check: (config, context) =>
    config.rules.flatMap((rule, index) => {
      const found = ruleProblem(rule, context);
      if (found === undefined) return [];
      const pointer = `/rules/${index}${found.part === undefined ? '' : `/${found.part}`}`;
      return [{ pointer, problem: found.problem, remedy: 'Correct or remove the rule.' }];
    }),

  controls: ruleControls,
});
