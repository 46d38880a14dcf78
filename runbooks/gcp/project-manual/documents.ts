import { customRolePermissions } from '../../../src/evidence/gcp/_shared/spot-permissions.ts';
import { defineDocuments } from '../../define-runbook.ts';
import type runbook from './runbook.ts';

/** What the guide shows and its commands use. */
export default defineDocuments<typeof runbook>()({
  roleDefinition: () =>
    [
      'title: Spot',
      'description: What Spot needs to run Elastigroup and Ocean',
      'stage: GA',
      'includedPermissions:',
      ...customRolePermissions.map((one) => `- ${one}`),
    ].join('\n'),
});
