import type { ContractDocument } from '../document/document.ts';
import type { ProblemList } from '../document/problem-list.ts';
import type { ResponseContract } from '../operations/operation.ts';
import type { SchemaCompiler } from '../schemas/schema-compiler.ts';

/** A response without the status that it stands under. */
export type SharedResponse = Omit<ResponseContract, 'status'>;

/** What the parts of a contract are read with. */
export interface ReaderContext {
  readonly document: ContractDocument;
  readonly compiler: SchemaCompiler;
  readonly problems: ProblemList;
  /** Takes the place of what the document's servers say; without a slash at its end. */
  readonly basePath: string | undefined;
  /** What is odd and does no harm. */
  readonly notices: string[];
  /** Those that were read, by pointer. */
  readonly responses: Map<string, SharedResponse>;
  /** Whether examples are known to fit. */
  readonly isTrusted: boolean;
}
