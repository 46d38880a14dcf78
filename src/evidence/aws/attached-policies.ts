import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { findOtherAccount } from './_shared/other-subject.ts';

/** Managed policies attached to the role. */
export default defineEvidence({
  id: 'aws/attached-policies',
  title: 'the policies attached to the role',
  schema: z.object({
    AttachedPolicies: z.array(z.object({ PolicyName: z.string(), PolicyArn: z.string() })),
  }),
  inputs: ['roleName'],
  command: 'aws iam list-attached-role-policies --role-name {{roleName}} --output json',
  absentCodes: ['NoSuchEntity'],
  absentSays: { NoSuchEntity: ['name {{roleName}} cannot be found'] },
  findOtherSubject({ AttachedPolicies }, inputs) {
    const other = AttachedPolicies.find(({ PolicyArn }) => findOtherAccount(PolicyArn, inputs));
    if (other) return `a role with the policy ${other.PolicyArn}`;
    const odd = AttachedPolicies.find(
      ({ PolicyArn, PolicyName }) => PolicyArn.split('/').at(-1) !== PolicyName,
    );
    return odd && `two policies at once, ${odd.PolicyName} and ${odd.PolicyArn}`;
  },
  permissions: ['iam:ListAttachedRolePolicies'],
});
