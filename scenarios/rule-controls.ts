import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../mock/control/endpoint.ts';
import type { Change, RecordView } from '../mock/state/records.ts';
import { put, remove } from '../mock/state/records.ts';
import { withLowerCaseHeaders } from './stub.ts';
import type { WorldRule, Rule } from './rule.ts';
import { MAX_RULES, RULE_PROPERTIES, ruleProblem } from './rule.ts';

/** A world's own rules lie in the collection of their scenario, in the order in which they are tried. */
export const RULES = 'rules';

/** What a rule of the settings file is called, by its place there. */
export const ruleId = (index: number): string => `settings-${index}`;

const STANDING = {
  type: 'object',
  required: ['id', 'from'],
  properties: {
    id: { type: 'string', description: 'As "forcedBy" in the journal.' },
    from: { enum: ['world', 'settings'], description: 'Who set it.' },
    ...RULE_PROPERTIES,
  },
};

export const ruleControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/rules',
    summary: "The rules in the order in which they are tried: the world's own, then the settings file's.",
    access: 'guarded',
    output: { type: 'object', required: ['rules'], properties: { rules: { type: 'array', items: STANDING } } },
    run: ({ records, control }) => {
      const given = control.settingsOf('rules')['rules'] as readonly Rule[];
      const rules = [...own(records).map(fromWorld), ...given.map(fromSettings)];
      return { body: { rules } };
    },
  },
  {
    method: 'POST',
    path: '/rules',
    summary: 'Sets an outcome for every request that fits, for as long as the rule stands.',
    access: 'guarded',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        ...RULE_PROPERTIES,
        position: {
          type: 'integer',
          minimum: 0,
          description: "How many of the world's own rules stand before it. Absent: all of them.",
        },
      },
    },
    output: { type: 'object', required: ['rule'], properties: { rule: STANDING } },
    status: 201,
    run: (context) => add(context),
  },
  {
    method: 'DELETE',
    path: '/rules',
    summary: "Removes the world's own rules; those of the settings file stand.",
    access: 'guarded',
    status: 204,
    run: ({ records }) => ({ changes: own(records).map(({ id }) => remove(RULES, id)), body: undefined }),
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
        return { refused: refuse('not_found', `This world has no rule of its own that is called ${id}.`) };
      return { changes: [remove(RULES, id)], body: undefined };
    },
  },
];

const own = (records: RecordView): readonly WorldRule[] => records.list<WorldRule>(RULES);

const fromWorld = ({ id, ...rule }: WorldRule): object => ({ id, from: 'world', ...rule });

const fromSettings = (rule: Rule, index: number): object => ({ id: ruleId(index), from: 'settings', ...rule });

const add = ({ input, control, random, records, refuse }: EndpointContext): ControlAnswer => {
  const { position, ...given } = input as Rule & { readonly position?: number };
  const { contract, pack } = control.engine;
  const problem = ruleProblem(given, { contract, errorFormat: pack.errorFormat })?.problem;
  if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
  const before = own(records);
  if (before.length >= MAX_RULES) return { refused: refuse('invalid_request', TOO_MANY) };
  const rule: WorldRule = { ...withLowerCaseHeaders(given), id: random.id('rule_') };
  return { changes: inserting(rule, before.slice(position ?? before.length)), body: { rule: fromWorld(rule) } };
};

const TOO_MANY = `A world may have ${MAX_RULES} rules of its own. Remove some first.`;

/** A collection keeps records in the order in which they came: whatever is to stand behind the new one comes again. */
const inserting = (rule: WorldRule, behind: readonly WorldRule[]): readonly Change[] => [
  ...behind.map(({ id }) => remove(RULES, id)),
  ...[rule, ...behind].map((record) => put(RULES, record)),
];
