import { z } from 'zod';
import { iamLimits, rolePermissions } from '../../../providers/gcp/limits.ts';
import { atMost } from '../../read-schema.ts';

/** What a custom role holds. */
const includedPermissions = atMost(
  z.array(z.string()).optional(),
  (permissions) => permissions?.length ?? 0,
  { of: 'a custom role', most: rolePermissions, unit: 'permissions', source: iamLimits },
);

export default includedPermissions;
