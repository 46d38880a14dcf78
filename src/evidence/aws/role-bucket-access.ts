import { defineRoleAccess, ecoContext } from './_shared/define-role-access.ts';

/** Actions on the report's bucket and its objects. */
export const bucketActions = ['s3:ListBucket', 's3:GetBucketLocation', 's3:GetObject'] as const;

/** What the role may do with the report's bucket and objects. */
export default defineRoleAccess({
  id: 'aws/role-bucket-access',
  title: 'what the role may do with the bucket',
  actions: bucketActions,
  context: ecoContext,
  resources: [
    'arn:{{partition}}:s3:::{{bucketName}}',
    'arn:{{partition}}:s3:::{{bucketName}}/{{reportPrefix}}/*',
  ],
  inputs: ['bucketName', 'reportPrefix'],
});
