import { defineEvidence } from '../define-evidence.ts';
import { ecoContext, simulateCommand } from './_shared/define-role-access.ts';
import { policyDecisions } from './_shared/policy-decisions.ts';

/**
 * Whether the role may decrypt with a customer key. Only asked when the bucket is encrypted with
 * one.
 */
export default defineEvidence({
  id: 'aws/role-decrypt-access',
  title: "whether the role may use the bucket's key",
  schema: policyDecisions,
  inputs: ['accountId', 'roleName', 'bucketName'],
  command: [
    "KEY=$(aws s3api get-bucket-encryption --bucket {{bucketName}} --query 'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID' --output text)",
    simulateCommand(['kms:Decrypt'], ['"$KEY"'], ecoContext),
  ].join('\n'),
  absentCodes: ['NoSuchEntity'],
  absentSays: { NoSuchEntity: ['{{roleName}}'] },
  permissions: ['s3:GetEncryptionConfiguration', 'iam:SimulatePrincipalPolicy'],
});
