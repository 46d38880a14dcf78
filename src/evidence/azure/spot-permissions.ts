import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { permission } from './_shared/roles.ts';

/**
 * What Azure says that Spot may do in the subscription, through whatever roles and groups. The
 * guide's own role may not ask; Reader and broader roles may.
 */
export default defineEvidence({
  id: 'azure/spot-permissions',
  title: 'what Spot may do in the subscription',
  schema: z.object({ value: z.array(permission) }),
  inputs: ['tenantId', 'clientId', 'clientSecret', 'subscriptionId'],
  command: '',
  absentCodes: [],
  permissions: [],
  vantages: ['spot'],
});
