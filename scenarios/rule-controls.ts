import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../mock/control-endpoint.ts';
import type { Change, RecordView } from '../mock/state/records.ts';
import { put, remove } from '../mock/state/records.ts';
import type { Rule, WorldRule } from './rule.ts';
import { MAX_RULES, RULE_PROPERTIES, ruleProblem } from './rule.ts';
import { withLowerCaseHeaders } from './stub.ts';

/** A world's own rules are stored in the collection of their scenario, in the order in which they are tried. */
export const RULES = 'rules';

/** The id of a rule in the settings file, by its index there. */
export const ruleId = (index: number): string => `settings-${index}`;

const RULE_SCHEMA = {
  type: 'object',
  required: ['id', 'from'],
  properties: {
    id: { type: 'string', description: 'Shown as "forcedBy" in the journal.' },
    from: { enum: ['world', 'settings'], description: 'Where the rule was set.' },
    ...RULE_PROPERTIES,
  },
};

export const ruleControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/rules',
    summary: "Lists the rules in the order in which they are tried: the world's own, then those of the settings file.",
    access: 'guarded',
    output: { type: 'object', required: ['rules'], properties: { rules: { type: 'array', items: RULE_SCHEMA } } },
    run: ({ records, settingsOf }) => {
      const settingsRules = settingsOf('rules')['rules'] as readonly Rule[];
      const rules = [...worldRules(records).map(fromWorld), ...settingsRules.map(fromSettings)];
      return { body: { rules } };
    },
  },
  {
    method: 'POST',
    path: '/rules',
    summary: 'Adds a rule: an outcome for every matching request until the rule is removed.',
    access: 'guarded',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        ...RULE_PROPERTIES,
        position: {
          type: 'integer',
          minimum: 0,
          description: "How many of the world's own rules are tried before it. Absent: all of them.",
        },
      },
    },
    output: { type: 'object', required: ['rule'], properties: { rule: RULE_SCHEMA } },
    status: 201,
    run: (context) => add(context),
  },
  {
    method: 'DELETE',
    path: '/rules',
    summary: "Removes the world's own rules; those of the settings file remain.",
    access: 'guarded',
    status: 204,
    run: ({ records }) => ({ changes: worldRules(records).map(({ id }) => remove(RULES, id)), body: undefined }),
  },
  {
    method: 'DELETE',
    path: '/rules/{id}',
    summary: "Removes one of the world's own rules.",
    access: 'guarded',
    status: 204,
    run: ({ path, records, refuse }) => {
      const id = path.get('id') ?? '';
      if (records.get(RULES, id) === undefined)
        return { refused: refuse('not_found', `This world has no rule ${id} of its own.`) };
      return { changes: [remove(RULES, id)], body: undefined };
    },
  },
];

const worldRules = (records: RecordView): readonly WorldRule[] => records.list<WorldRule>(RULES);

const fromWorld = ({ id, ...rule }: WorldRule): object => ({ id, from: 'world', ...rule });

const fromSettings = (rule: Rule, index: number): object => ({ id: ruleId(index), from: 'settings', ...rule });

const add = (context: EndpointContext): ControlAnswer => {
  const { input, random, records, refuse } = context;
  const { position, ...request } = input as Rule & { readonly position?: number };
  const problem = ruleProblem(request, context)?.problem;
  if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
  const existing = worldRules(records);
  if (existing.length >= MAX_RULES) return { refused: refuse('invalid_request', TOO_MANY) };
  const rule: WorldRule = { ...withLowerCaseHeaders(request), id: random.id('rule_') };
  return { changes: insert(rule, existing.slice(position ?? existing.length)), body: { rule: fromWorld(rule) } };
};

const TOO_MANY = `A world can have at most ${MAX_RULES} rules of its own. Remove some first.`;

/** A collection keeps records in insertion order, so the rules that follow the new one are removed and inserted again. */
const insert = (rule: WorldRule, following: readonly WorldRule[]): readonly Change[] => [
  ...following.map(({ id }) => remove(RULES, id)),
  ...[rule, ...following].map((record) => put(RULES, record)),
];
