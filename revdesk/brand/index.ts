import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { ENTERPRISES } from '../enterprises/enterprise.ts';
import { data, requestBodyOf, shownTime } from '../table/data.ts';
import { isReadOnly, organizationSingleton, readOnlyRefusal } from '../table/organization-singleton.ts';
import { putRow } from '../table/table.ts';
import { vettingControls } from '../vetting/vetting-controls.ts';
import { beginVetting, vettingJobHandlers, vettingNotes } from '../vetting/vetting.ts';
import type { Brand, BrandDetails } from './brand.ts';
import { BRAND_VETTING, BRANDS, carrierStatus } from './brand.ts';

const read: Handler = (context) => {
  const brand = organizationSingleton(BRANDS, context);
  return { reply: data(brand === undefined ? null : BRANDS.show(brand, context)) };
};

/** Saving a brand makes it a draft again, unless it is SUBMITTED. A sub-entity saves a brand of its own. */
const save: Handler = (context) => {
  const { exchange, random, refuse } = context;
  const visible = organizationSingleton(BRANDS, context);
  const existing = visible === undefined || isReadOnly(visible, context) ? undefined : visible;
  if (existing?.status === 'SUBMITTED')
    return { reply: refuse('conflict', 'The brand is SUBMITTED; wait for the decision before you change it.') };
  const brand: Brand = {
    id: existing?.id ?? random.id('brd_'),
    organization: exchange.caller.organization,
    created_at: existing?.created_at ?? exchange.now,
    details: requestBodyOf<BrandDetails>(context),
    status: 'DRAFT',
    rejection_reasons: [],
    submitted_at: null,
    approved_at: null,
  };
  const { display_name, call_reasons } = brand.details;
  return {
    reply: data({ id: brand.id, display_name, call_reasons, status: brand.status }),
    changes: [putRow(BRANDS, brand)],
  };
};

/** A carrier only vets the brand of a business whose enterprise it has; for a sub-entity, the umbrella's enterprise is enough. */
const submit: Handler = (context) => {
  const { exchange, refuse } = context;
  const brand = organizationSingleton(BRANDS, context);
  if (brand === undefined)
    return {
      reply: refuse('not_found', 'The organization has no brand yet. Save one first: PUT /v1/caller-trust/brand.'),
    };
  const readOnly = readOnlyRefusal(BRANDS, brand, context);
  if (readOnly !== undefined) return { reply: readOnly };
  if (brand.status !== 'DRAFT')
    return {
      reply: refuse('conflict', `The brand is ${brand.status}; expected DRAFT. Save it again first.`),
    };
  if (organizationSingleton(ENTERPRISES, context) === undefined)
    return {
      reply: refuse(
        'conflict',
        'The organization has no enterprise yet. Draft one first: POST /v1/caller-trust/enterprise.',
      ),
    };
  const submitted: Brand = { ...brand, status: 'SUBMITTED', submitted_at: exchange.now };
  return {
    reply: data({
      id: brand.id,
      status: submitted.status,
      telnyx_status: carrierStatus(submitted),
      submitted_at: shownTime(exchange.now),
    }),
    changes: [putRow(BRANDS, submitted)],
    schedule: [beginVetting(BRAND_VETTING, submitted, exchange.now)],
  };
};

/** Branded calling: the name that called parties see. */
export const brands: Area = {
  handlers: {
    v1_caller_trust_brand_get: read,
    v1_caller_trust_brand_put: save,
    v1_caller_trust_brand_submit_post: submit,
  },
  jobHandlers: vettingJobHandlers(BRAND_VETTING),
  controls: vettingControls(BRAND_VETTING, '/brands'),
  notes: { 'Branded Calling': [...vettingNotes('`display_name`'), 'Saving a brand again makes it a draft again.'] },
};
