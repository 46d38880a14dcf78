import { defineRoleAccess, ecoContext } from './_shared/define-role-access.ts';

/** Whether the role may copy the report to Spot's own buckets (`sc-customer-*`). */
export default defineRoleAccess({
  id: 'aws/role-copy-access',
  title: 'whether the role may copy the report to Spot',
  actions: ['s3:PutObject'],
  context: ecoContext,
  resources: ['arn:{{partition}}:s3:::sc-customer-example/*'],
});
