import type { ContractDocument } from './document.ts';
import type { FaultList } from './fault-list.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

/** What the parts of a contract are read with. */
export interface Reading {
  readonly document: ContractDocument;
  readonly compiler: SchemaCompiler;
  readonly faults: FaultList;
  /** Takes the place of what the document's servers say; without a slash at its end. */
  readonly basePath: string | undefined;
  /** What is odd and does no harm. */
  readonly notices: string[];
}
