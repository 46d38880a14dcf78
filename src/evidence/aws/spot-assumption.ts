import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * `untold`: a server that strangers may ask does not say which of the two it was, unless the first
 * is granted and both others are refused; then all three are told. Else whoever names a role would
 * learn whether it is open.
 */
const outcome = z.enum(['granted', 'refused', 'untold']);

/**
 * What happened when Spot's own principal assumed the role, with the external ID, without it and
 * with another one. STS gives one opaque refusal for a wrong ID, a wrong principal and a missing
 * role; the cause is never in here.
 */
export default defineEvidence({
  id: 'aws/spot-assumption',
  title: 'whether Spot can assume the role',
  schema: z.object({
    withExternalId: outcome,
    withoutExternalId: outcome,
    /** With an external ID that nobody was ever given: granted when the trust policy takes any. */
    withOtherExternalId: outcome,
    /** STS's words when it refused the call with the external ID. */
    message: z.string().optional(),
    /** Seconds since Spot could not use the role either, where it was tried less often for that. */
    failedSecondsAgo: z.number().optional(),
  }),
  inputs: ['roleArn', 'externalId'],
  command: '',
  absentCodes: [],
  permissions: ['sts:AssumeRole'],
  vantages: ['spot'],
});
