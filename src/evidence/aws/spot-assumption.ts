import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * What happened when Spot's own principal assumed the role, with the external ID, without it and
 * with another one. STS gives one opaque refusal for a wrong ID, a wrong principal and a missing
 * role; the cause is never in here.
 */
export default defineEvidence({
  id: 'aws/spot-assumption',
  title: 'whether Spot can assume the role',
  schema: z.object({
    withExternalId: z.enum(['granted', 'refused']),
    withoutExternalId: z.enum(['granted', 'refused']),
    /** With an external ID that nobody was ever given: granted when the trust policy takes any. */
    withOtherExternalId: z.enum(['granted', 'refused']),
    /** STS's words when it refused the call with the external ID. */
    message: z.string().optional(),
  }),
  inputs: ['roleArn', 'externalId'],
  command: '',
  absentCodes: [],
  permissions: ['sts:AssumeRole'],
  vantages: ['spot'],
});
