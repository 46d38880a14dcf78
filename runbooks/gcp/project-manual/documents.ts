import { customRolePermissions } from '../../../src/evidence/gcp/_shared/spot-permissions.ts';
import { defineDocuments } from '../../define-runbook.ts';

/** What the guide shows and its commands use. */
export default defineDocuments({
  roleDefinition: () =>
    [
      'title: Spot',
      'description: What Spot needs to run Elastigroup and Ocean',
      'stage: GA',
      'includedPermissions:',
      ...customRolePermissions.map((one) => `- ${one}`),
    ].join('\n'),
});
