/** What a case is about. */
export type Group =
  'valid request' | 'body' | 'parameters' | 'authentication' | 'method' | 'content type' | 'behaviour';

/** What a case needs that not every server has, or not every user wants. */
export type Need = 'mutations' | 'control' | 'known callers';

/** A value in the reply to an earlier step of the same case. */
export interface Reference {
  readonly step: number;
  /** JSON pointer into the body. */
  readonly pointer: string;
}

/** Who sends a request: whoever has the key that was passed, nobody, a stranger, or the holder of something that was issued. */
export type Sender = 'key' | 'nobody' | 'stranger' | Reference;

/** In a header's value: becomes text that no other run of a case has. */
export const UNIQUE = '{unique}';

export interface CaseRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it is sent. */
  readonly body?: string;
  readonly sender: Sender;
}

/** What a reply must be like, beside what the contract says of it. */
export interface Expected {
  /** `success`: any declared 2xx; `taken`: whatever does not say that the request itself was wrong. */
  readonly status: readonly number[] | 'success' | 'taken';
  /** Why, for a person: `the body breaks "pattern" at /to_number`. */
  readonly because: string;
  /** The value of `/error/code`. */
  readonly code?: string;
  /** Headers by lower-case name, each with its value, or `*` for any. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A step with the same status and body. */
  readonly sameAs?: number;
  /** Whether the rate-limit headers agree with each other, and say one less than those of an earlier step. */
  readonly budget?: { readonly oneLessThan?: number };
}

export type CaseStep =
  | { readonly kind: 'call'; readonly request: CaseRequest; readonly expected: Expected }
  | {
      readonly kind: 'control';
      readonly method: 'POST' | 'PUT';
      /** Below the control root: `/clock/advance`. */
      readonly path: string;
      readonly body: object;
      readonly bearer?: Reference;
      readonly expected: Pick<Expected, 'status' | 'because' | 'code'>;
    };

/** One thing that a server must do, as data: the same for every server that has the contract. */
export interface ContractCase {
  /** Unique and stable: `v1_webrtc_token_post › body › to_number breaks "pattern"`. */
  readonly name: string;
  /** The operation id. */
  readonly operation: string;
  readonly group: Group;
  readonly needs: readonly Need[];
  readonly steps: readonly CaseStep[];
}

/** What a case is about, before it has steps. */
export interface CaseSubject extends Pick<ContractCase, 'operation' | 'group' | 'needs'> {
  /** Unique among the cases of its group. */
  readonly title: string;
}

export const caseOf = ({ title, ...about }: CaseSubject, steps: readonly CaseStep[]): ContractCase => ({
  name: `${about.operation} › ${about.group} › ${title}`,
  ...about,
  steps,
});

/** A case of one request. */
export const singleCall = (about: CaseSubject, request: CaseRequest, expected: Expected): ContractCase =>
  caseOf(about, [{ kind: 'call', request, expected }]);
