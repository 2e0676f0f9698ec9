import { ACME, BRAVO } from '../organizations/organization.ts';

/** The user behind the keys of an organization. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** Their UUIDs are of version 8, which the sandbox never generates. */
const PEOPLE: ReadonlyMap<string, Person> = new Map([
  [ACME, { id: '00000000-0000-8000-8000-00000000ac01', email: 'robin@acme.example', name: 'Robin Sample' }],
  [BRAVO, { id: '00000000-0000-8000-8000-0000000b8a01', email: 'sam@bravo.example', name: 'Sam Specimen' }],
]);

/** `undefined` for a sub-entity: its keys do not belong to a user. */
export const personOf = (organization: string): Person | undefined => PEOPLE.get(organization);
