import type { ContractDocument } from '../document/document.ts';
import type { ProblemList } from '../document/problem-list.ts';
import type { ResponseContract } from '../operations/operation.ts';
import type { SchemaCompiler } from '../schemas/schema-compiler.ts';

/** A response without the status under which it is declared. */
export type SharedResponse = Omit<ResponseContract, 'status'>;

/** What the functions that read parts of a contract share. */
export interface ReaderContext {
  readonly document: ContractDocument;
  readonly compiler: SchemaCompiler;
  readonly problems: ProblemList;
  /** Replaces the base paths of the document's servers; without a trailing slash. */
  readonly basePath: string | undefined;
  /** Unusual but harmless constructs, for the log. */
  readonly notices: string[];
  /** The responses read so far, by pointer. */
  readonly responses: Map<string, SharedResponse>;
  /** Whether examples are known to fit. */
  readonly isTrusted: boolean;
}
