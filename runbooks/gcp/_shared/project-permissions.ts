import { spotPermissions } from '../../../src/evidence/gcp/_shared/spot-permissions.ts';
import { definePermissions } from '../../define-permissions.ts';

/** What Spot may do in a project, whichever of its two roles it is given. */
export default definePermissions(
  spotPermissions.map(({ purpose, permissions }) => ({
    purpose,
    resource: 'your project',
    actions: permissions.map(({ permission, reason }) => ({
      action: permission,
      reason,
      writes: !/\.(get|list|use)\w*$/.test(permission),
    })),
  })),
);
