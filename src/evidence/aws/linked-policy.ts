import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { managedPolicy, policyOfAtMost } from './_shared/policy-document.ts';

const arn = 'arn:{{partition}}:iam::{{accountId}}:policy/{{roleName}}_Policy';

/** The version of the guide's permission policy that counts. Absent: no policy of that name. */
export default defineEvidence({
  id: 'aws/linked-policy',
  title: "the text of the role's policy",
  schema: z.object({
    PolicyVersion: z.object({
      Document: policyOfAtMost(managedPolicy),
      VersionId: z.string(),
      IsDefaultVersion: z.boolean().optional(),
    }),
  }),
  inputs: ['accountId', 'roleName'],
  command: `VERSION=$(aws iam get-policy --policy-arn ${arn} --query Policy.DefaultVersionId --output text) && aws iam get-policy-version --policy-arn ${arn} --version-id "$VERSION" --output json`,
  absentCodes: ['NoSuchEntity'],
  absentSays: { NoSuchEntity: [':{{accountId}}:policy/{{roleName}}_Policy '] },
  findOtherSubject: ({ PolicyVersion }) =>
    PolicyVersion.IsDefaultVersion === false
      ? `version ${PolicyVersion.VersionId}, which is not the one that counts`
      : undefined,
  permissions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
});
