import type { JsonObject } from '../exchange.ts';
import { SetUpError } from '../set-up-error.ts';
import type { ContractDocument } from './document.ts';
import { isObject } from './document.ts';
import type { SecurityAlternative, SecurityScheme } from './operations.ts';
import { pointerTo, valueAt } from './pointer.ts';

/** What an operation demands: its own `security`, else the document's; any alternative will do. */
export const readSecurity = (
  document: ContractDocument,
  operation: string,
  node: JsonObject,
): readonly SecurityAlternative[] => {
  const requirements = node['security'] ?? document.root['security'] ?? [];
  if (!Array.isArray(requirements)) throw fault(document, operation, 'has a "security" that is no list');
  return requirements.map((requirement: unknown) =>
    Object.keys(isObject(requirement) ? requirement : {}).map((name) => readScheme(document, operation, name)),
  );
};

const readScheme = (document: ContractDocument, operation: string, name: string): SecurityScheme => {
  const pointer = pointerTo('/components/securitySchemes', name);
  if (valueAt(document.root, pointer) === undefined) {
    throw fault(document, operation, `demands the security scheme ${name}, which is not declared`);
  }
  const { node } = document.locate(pointer);
  switch (node['type']) {
    case 'http':
      return String(node['scheme']).toLowerCase() === 'basic' ? { kind: 'basic' } : { kind: 'bearer' };
    case 'oauth2':
    case 'openIdConnect':
      return { kind: 'bearer' };
    case 'apiKey':
      return { kind: 'apiKey', in: node['in'] as 'header' | 'query' | 'cookie', name: String(node['name']) };
    default:
      throw fault(document, operation, `demands the security scheme ${name}, of a type that cannot be checked here`);
  }
};

const fault = (document: ContractDocument, pointer: string, problem: string): SetUpError =>
  new SetUpError([document.fault(pointer, problem, 'Declare it under components/securitySchemes.')]);
