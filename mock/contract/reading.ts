import type { ContractDocument } from './document.ts';
import type { FaultList } from './fault-list.ts';
import type { ResponseContract } from './operations.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

/** A response without the status that it stands under. */
export type SharedResponse = Omit<ResponseContract, 'status'>;

/** What the parts of a contract are read with. */
export interface Reading {
  readonly document: ContractDocument;
  readonly compiler: SchemaCompiler;
  readonly faults: FaultList;
  /** Takes the place of what the document's servers say; without a slash at its end. */
  readonly basePath: string | undefined;
  /** What is odd and does no harm. */
  readonly notices: string[];
  /** Those that were read, by pointer. */
  readonly responses: Map<string, SharedResponse>;
  /** Whether examples are known to fit. */
  readonly isTrusted: boolean;
}
