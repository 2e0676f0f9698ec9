/** The caller that a credential belongs to. */
export interface Caller {
  readonly id: string;
  /** Human-readable: `production key of Acme`. */
  readonly label: string;
  readonly organization: string;
  /** Rate limits depend on it: `production`, `demo`. */
  readonly plan: string;
  readonly scopes: 'all' | ReadonlySet<string>;
  /** Other organizations whose records the caller may use, such as sub-entities. @default none */
  readonly accessibleOrganizations?: ReadonlySet<string>;
  /** @deprecated Use `accessibleOrganizations`. */
  readonly reach?: ReadonlySet<string>;
}

/** Whether a caller may use records of an organization. Reads `accessibleOrganizations` only when needed, since a pack may compute it lazily. */
export const canAccess = (caller: Caller, owner: unknown): boolean =>
  owner === caller.organization ||
  (typeof owner === 'string' && (caller.accessibleOrganizations ?? caller.reach)?.has(owner) === true);

export const ANONYMOUS: Caller = { id: '', label: 'anonymous', organization: '', plan: '', scopes: new Set() };
