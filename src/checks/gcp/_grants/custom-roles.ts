import type { Evidence } from '../../../evidence/define-evidence.ts';
import { forWork, permissionsNeeded } from '../../../evidence/gcp/_shared/spot-permissions.ts';

interface CustomRole {
  name: string;
  includedPermissions?: string[] | undefined;
  stage?: string | undefined;
  deleted?: boolean | undefined;
}

/**
 * Whether it is known what a launch stage does: all grant but DISABLED. JSON leaves out ALPHA.
 *
 * Source: https://cloud.google.com/iam/docs/reference/rest/v1/organizations.roles#RoleLaunchStage
 */
export const isKnownStage = (stage: string | undefined): boolean =>
  stage === undefined || ['ALPHA', 'BETA', 'GA', 'DEPRECATED', 'DISABLED', 'EAP'].includes(stage);

/** What custom roles grant, by their names; one that is deleted or disabled grants nothing. */
export type CustomRoles = ReadonlyMap<string, readonly string[]>;

/**
 * What Service Account User holds of what Spot needs.
 *
 * Source: https://cloud.google.com/iam/docs/roles-permissions/iam#iam.serviceAccountUser
 */
const serviceAccountUser = ['actAs', 'get', 'list'].map((verb) => `iam.serviceAccounts.${verb}`);

/** Of Google's own roles, what counts for Spot's work. */
const ofGoogle: readonly (readonly [role: string, permissions: readonly string[]])[] = [
  ['roles/iam.serviceAccountUser', serviceAccountUser],
  ['roles/editor', permissionsNeeded('editor')],
  ['roles/owner', forWork],
];

/**
 * Of all that were seen: the project's, and the one that the reader chose; and of the one role of
 * Google's that goes with them.
 */
export function readCustomRoles(
  list: Evidence<{ roles?: CustomRole[] | undefined }>,
  chosen?: CustomRole | null,
): CustomRoles {
  const all = list.status === 'found' ? (list.value.roles ?? []) : [];
  const known = [...all, ...(chosen ? [chosen] : [])].filter(({ stage }) => isKnownStage(stage));
  const seen = known.map(
    (role) =>
      [
        role.name,
        role.deleted || role.stage === 'DISABLED' ? [] : (role.includedPermissions ?? []),
      ] as const,
  );
  return new Map([...ofGoogle, ...seen]);
}
