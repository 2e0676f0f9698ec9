import type { Operation } from '../contract/operations/operation.ts';
import { responseFor, successOf } from '../contract/operations/operation.ts';
import type { Forced } from '../exchange.ts';
import type { SandboxRequest } from '../request.ts';

export interface Preferences {
  readonly forced?: Forced;
  /** The applied preferences, for `Preference-Applied`. */
  readonly applied: readonly string[];
  /** The ignored preferences, each with the reason, for the journal. RFC 7240, section 2: such a preference MUST be ignored. */
  readonly ignored: readonly string[];
}

const NONE: Preferences = { applied: [], ignored: [] };

/**
 * Reads `Prefer: code=429, example=busy, dynamic=true` (the names that Prism uses). A preference cannot break the contract: a status or
 * an example that the operation does not declare is ignored.
 */
export const readPreferences = (request: SandboxRequest, operation: Operation): Preferences => {
  const lines = request.headers.get('prefer');
  if (lines === undefined) return NONE;
  const applied: string[] = [];
  const ignored: string[] = [];
  const forced: { by: string; status?: number; example?: string; dynamic?: boolean } = { by: 'prefer' };
  const preferences = parsePreferences(lines.join(','));
  // The status first, since the available examples depend on it.
  for (const [name, value] of [...preferences].toSorted(
    ([one], [other]) => Number(other === 'code') - Number(one === 'code'),
  )) {
    const problem = apply(forced, name, value, operation);
    if (problem === undefined) applied.push(`${name}=${value}`);
    else ignored.push(`${name}=${value}: ${problem}`);
  }
  return { ...(applied.length > 0 && { forced }), applied, ignored };
};

const apply = (
  forced: { status?: number; example?: string; dynamic?: boolean },
  name: string,
  value: string,
  operation: Operation,
): string | undefined => {
  switch (name) {
    case 'code':
      if (!/^[1-5]\d\d$/.test(value)) return 'not a status code';
      if (responseFor(operation, Number(value), 'by-number') === undefined)
        return `${operation.id} does not declare ${value}`;
      forced.status = Number(value);
      return undefined;
    case 'example':
      if (!hasExample(operation, forced.status, value))
        return `${operation.id} declares no such example for this status`;
      forced.example = value;
      return undefined;
    case 'dynamic':
      if (value !== 'true' && value !== 'false') return 'must be true or false';
      forced.dynamic = value === 'true';
      return undefined;
    default:
      return 'not a supported preference';
  }
};

const hasExample = (operation: Operation, status: number | undefined, name: string): boolean => {
  const response = status === undefined ? successOf(operation) : responseFor(operation, status);
  return response?.content.some(({ examples }) => examples.has(name)) === true;
};

/** RFC 7240, section 2: names are case-insensitive, the first of a name counts, values are bare or quoted, parameters are ignored. */
const parsePreferences = (text: string): ReadonlyMap<string, string> => {
  const preferences = new Map<string, string>();
  for (const [, name = '', quoted, bare] of text.matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!preferences.has(key)) preferences.set(key, quoted ?? bare ?? '');
  }
  return preferences;
};

const PREFERENCE = /(?:^|,)\s*([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*(?:"([^"]*)"|([^",;\s]*)))?(?:\s*;[^,]*)?/g;
