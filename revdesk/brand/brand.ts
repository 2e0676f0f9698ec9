import type { Instant, JsonObject } from '../../mock/index.ts';
import { shownTimeOrNull } from '../table/data.ts';
import type { Table } from '../table/table.ts';
import type { Vetted, Vetting } from '../vetting/vetting.ts';

/** The name that called parties see. */
export type Brand = Vetted & {
  readonly status: 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'REJECTED';
  readonly details: BrandDetails;
  readonly submitted_at: Instant | null;
  readonly approved_at: Instant | null;
};

export interface BrandDetails {
  readonly display_name: string;
  readonly call_reasons: readonly string[];
  readonly authorizer_name: string;
  readonly authorizer_email: string;
}

export const BRANDS: Table<Brand> = {
  name: 'brands',
  noun: 'brand',
  inheritsFromParent: true,
  show: (brand): JsonObject => ({
    id: brand.id,
    ...brand.details,
    // The API has no operation for either: the vetting verifies the address, and a logo is submitted outside the API.
    authorizer_email_verified: brand.status === 'APPROVED',
    logo_url: null,
    status: brand.status,
    telnyx_status: carrierStatus(brand),
    rejection_reasons: brand.rejection_reasons,
    submitted_at: shownTimeOrNull(brand.submitted_at),
    approved_at: shownTimeOrNull(brand.approved_at),
  }),
};

/** The carrier's status. Its values are not documented. */
export const carrierStatus = ({ status }: Brand): string | null => CARRIER_STATUSES[status];

const CARRIER_STATUSES = { DRAFT: null, SUBMITTED: 'pending', APPROVED: 'approved', REJECTED: 'rejected' } as const;

export const BRAND_VETTING: Vetting<Brand> = {
  table: BRANDS,
  awaiting: 'SUBMITTED',
  nameOf: ({ details }) => details.display_name,
  decided: ({ status }, at) => ({ approved_at: status === 'APPROVED' ? at : null }),
};
