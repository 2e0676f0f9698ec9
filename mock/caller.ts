/** Who is calling, once a credential was recognised. */
export interface Caller {
  readonly id: string;
  /** For people: `production key of Acme`. */
  readonly label: string;
  readonly organization: string;
  /** What limits depend on, such as `production` or `demo`. */
  readonly plan: string;
  readonly scopes: 'all' | ReadonlySet<string>;
  /** Organizations below its own, whose things it may use as well. @default none */
  readonly accessibleOrganizations?: ReadonlySet<string>;
}

/** Whether a caller may use what belongs to an organization. Its reach is looked at only where that decides: it may have to be looked up. */
export const canAccess = (caller: Caller, owner: unknown): boolean =>
  owner === caller.organization || (typeof owner === 'string' && caller.accessibleOrganizations?.has(owner) === true);

export const ANONYMOUS: Caller = { id: '', label: 'nobody', organization: '', plan: '', scopes: new Set() };
