import { spotRole } from '../../../src/checks/azure/_role/spot-role.ts';
import { definePermissions } from '../../define-permissions.ts';

/** The custom role, area by area. */
export default definePermissions(
  spotRole.map(({ area, reason, actions }) => ({
    purpose: area,
    resource: 'your subscription',
    actions: actions.map((action) => ({ action, reason, writes: !/\/read$/.test(action) })),
  })),
);
