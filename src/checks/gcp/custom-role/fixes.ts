import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';

export interface RoleInputs {
  projectId: string;
  customRoleId: string;
}

export const nameOf = ({ projectId, customRoleId }: RoleInputs) =>
  `projects/${projectId}/roles/${customRoleId}`;

export const onRole = (verb: string, { projectId, customRoleId }: RoleInputs, options = '') =>
  `gcloud iam roles ${verb} ${customRoleId} --project=${projectId} --quiet${options}`;

export const who = 'someone with the role Role Administrator';

export const createRole = (inputs: RoleInputs) =>
  onRole(
    'create',
    inputs,
    ` --title="Spot" --stage=GA --permissions=${customRolePermissions.join(',')}`,
  );
