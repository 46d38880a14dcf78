import type { Evidence } from '../../../evidence/define-evidence.ts';

interface CustomRole {
  name: string;
  includedPermissions?: string[] | undefined;
  stage?: string | undefined;
  deleted?: boolean | undefined;
}

/** What custom roles grant, by their names; one that is deleted or disabled grants nothing. */
export type CustomRoles = ReadonlyMap<string, readonly string[]>;

/** Of all that were seen: the project's, and the one that the reader chose. */
export function readCustomRoles(
  list: Evidence<{ roles?: CustomRole[] | undefined }>,
  chosen?: CustomRole | null,
): CustomRoles {
  const all = list.status === 'found' ? (list.value.roles ?? []) : [];
  return new Map(
    [...all, ...(chosen ? [chosen] : [])].map((role) => [
      role.name,
      role.deleted || role.stage === 'DISABLED' ? [] : (role.includedPermissions ?? []),
    ]),
  );
}
