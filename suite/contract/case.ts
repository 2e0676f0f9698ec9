/** The part of the contract that a case checks. */
export type Group =
  'valid request' | 'body' | 'parameters' | 'authentication' | 'method' | 'content type' | 'behaviour';

/** A requirement of a case that not every server meets, or that not every user allows. */
export type Need = 'mutations' | 'control' | 'known callers';

/** Refers to a value in the reply to an earlier step of the same case. */
export interface Reference {
  readonly step: number;
  /** JSON pointer into the body. */
  readonly pointer: string;
}

/** The credential of a request: the key that was passed, none, an unknown one, or one from an earlier reply. */
export type Sender = 'key' | 'anonymous' | 'unknown' | Reference;

/** Placeholder in a header value. It is replaced by a text that is unique to the run of the case. */
export const UNIQUE = '{unique}';

export interface CaseRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it is sent. */
  readonly body?: string;
  readonly sender: Sender;
}

/** What is expected of a reply, in addition to the contract. */
export interface Expected {
  /** `success`: any declared 2xx. `taken`: any status that does not reject the request itself. */
  readonly status: readonly number[] | 'success' | 'taken';
  /** The reason, for a person: `the body breaks "pattern" at /to_number`. */
  readonly because: string;
  /** The expected value of `/error/code`. */
  readonly code?: string;
  /** Headers by lower-case name, each with its value, or `*` for any. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The index of an earlier step whose reply must have the same status and body. */
  readonly sameAs?: number;
  /** Present: the rate-limit headers must agree with each other, and have one request less left than after the step `oneLessThan`. */
  readonly budget?: { readonly oneLessThan?: number };
}

export type CaseStep =
  | { readonly kind: 'call'; readonly request: CaseRequest; readonly expected: Expected }
  | {
      readonly kind: 'control';
      readonly method: 'POST' | 'PUT';
      /** Relative to the control path: `/clock/advance`. */
      readonly path: string;
      readonly body: object;
      readonly bearer?: Reference;
      readonly expected: Pick<Expected, 'status' | 'because' | 'code'>;
    };

/** One check of a server, as data. It is the same for every server that has the contract. */
export interface ContractCase {
  /** Unique and stable: `v1_webrtc_token_post › body › to_number breaks "pattern"`. */
  readonly name: string;
  /** The operation id. */
  readonly operation: string;
  readonly group: Group;
  readonly needs: readonly Need[];
  readonly steps: readonly CaseStep[];
}

/** A case without its name and steps. */
export interface CaseSubject extends Pick<ContractCase, 'operation' | 'group' | 'needs'> {
  /** Unique among the cases of its group. */
  readonly title: string;
}

export const caseOf = ({ title, ...subject }: CaseSubject, steps: readonly CaseStep[]): ContractCase => ({
  name: `${subject.operation} › ${subject.group} › ${title}`,
  ...subject,
  steps,
});

/** A case with one request. */
export const singleCall = (subject: CaseSubject, request: CaseRequest, expected: Expected): ContractCase =>
  caseOf(subject, [{ kind: 'call', request, expected }]);
