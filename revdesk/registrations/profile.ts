import type { Handler, HandlerContext, JsonObject } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { organizationSingleton } from '../table/organization-singleton.ts';
import type { Row, Table } from '../table/table.ts';
import { putRow } from '../table/table.ts';

/** What an organization submits to the registry about its calls; its id is the organization's. */
type Profile = Row & ProfileSettings;

interface ProfileSettings {
  readonly call_purpose: string;
  readonly monthly_call_volume: string;
}

const PROFILES: Table<Profile> = {
  name: 'registration_profiles',
  noun: 'registration profile',
  inheritsFromParent: true,
  show: (profile, context) => show(profile, context),
};

/** The settings that apply by default; not documented. */
const DEFAULTS: ProfileSettings = { call_purpose: 'informational', monthly_call_volume: 'dontknow' };

export const readProfile: Handler = (context) => ({
  reply: data(show(organizationSingleton(PROFILES, context), context)),
});

export const saveProfile: Handler = (context) => {
  const { caller, now } = context.exchange;
  const { call_purpose, monthly_call_volume } = requestBodyOf<ProfileSettings>(context);
  const { organization } = caller;
  const profile: Profile = { id: organization, organization, created_at: now, call_purpose, monthly_call_volume };
  return { reply: data(show(profile, context)), changes: [putRow(PROFILES, profile)] };
};

/** The settings of the umbrella apply to its sub-entities, but are not shown as the sub-entity's own. */
const show = (profile: Profile | undefined, { exchange: { caller } }: HandlerContext): JsonObject => {
  const own = profile?.organization === caller.organization ? profile : undefined;
  const effective = profile ?? DEFAULTS;
  return {
    call_purpose: own?.call_purpose ?? null,
    monthly_call_volume: own?.monthly_call_volume ?? null,
    effective_call_purpose: effective.call_purpose,
    effective_monthly_call_volume: effective.monthly_call_volume,
    call_purpose_options: CALL_PURPOSES,
    monthly_call_volume_options: MONTHLY_CALL_VOLUMES,
  };
};

const option = ([value, label]: readonly [string, string]): JsonObject => ({ value, label });

const CALL_PURPOSES = (
  [
    ['attorney_legal', 'Attorney or legal'],
    ['financial_service', 'Financial service'],
    ['first_responder', 'First responder'],
    ['government', 'Government'],
    ['health', 'Health'],
    ['informational', 'Informational'],
    ['pharmacy', 'Pharmacy'],
    ['political', 'Political'],
    ['real_estate', 'Real estate'],
    ['school_college', 'School or college'],
    ['survey', 'Survey'],
    ['telemarketing', 'Telemarketing'],
  ] as const
).map(option);

const MONTHLY_CALL_VOLUMES = (
  [
    ['1', '1 to 100'],
    ['101', '101 to 500'],
    ['501', '501 to 1,000'],
    ['1001', '1,001 to 5,000'],
    ['5001', '5,001 to 10,000'],
    ['10001', '10,001 to 50,000'],
    ['50001', 'More than 50,000'],
    ['dontknow', 'Not known'],
  ] as const
).map(option);
