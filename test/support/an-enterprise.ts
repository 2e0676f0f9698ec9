import type { RevDeskHarness } from './open-revdesk.ts';

const PERSON = { first_name: 'Robin', last_name: 'Sample', email: 'robin@acme.example' };
const ADDRESS = {
  country: 'US',
  administrative_area: 'CA',
  city: 'San Francisco',
  postal_code: '94100',
  street_address: '1 Example Street',
};

/** A draft that is valid by the contract. Its name decides its outcome. */
export const aDraft = (legal_name = 'Acme Dental LLC') => ({
  legal_name,
  dba: 'Acme Dental',
  organization_type: 'COMMERCIAL',
  website: 'https://acme.example',
  fein: '00-0000000',
  industry: 'healthcare',
  jurisdiction_of_incorporation: 'CA',
  number_of_employees: 'SIZE_11_50',
  organization_legal_type: 'LLC',
  organization_contact: { ...PERSON, job_title: 'Office manager', phone: '+14155550104' },
  billing_contact: { ...PERSON, phone_number: '+14155550104' },
  organization_address: ADDRESS,
  billing_address: ADDRESS,
});

export const aSigner = {
  signer_full_name: 'Robin Sample',
  signer_email: 'robin@acme.example',
  signer_title: 'Office manager',
};

export const aSignature = (consent_acknowledged_at = '2025-12-31T12:00:00Z') => ({
  ...aSigner,
  consent_acknowledged_at,
  confirm_carrier_commit: 'I understand this submits to the carrier',
});

export const SIGN_AND_SUBMIT = 'POST /v1/caller-trust/enterprise/sign-and-submit';

/** Drafts, signs and submits an enterprise, and returns its id. */
export const submitEnterprise = ({ call }: RevDeskHarness, legalName?: string, key?: string): string => {
  call('POST /v1/caller-trust/enterprise', aDraft(legalName), key);
  return String(call(SIGN_AND_SUBMIT, aSignature(), key).data['id']);
};

/** Submits an enterprise and enables its monitoring, up to the point where numbers can be monitored. */
export const approveMonitoring = (harness: RevDeskHarness): void => {
  submitEnterprise(harness);
  harness.call('POST /v1/caller-trust/reputation', {});
  harness.pass(60);
};
