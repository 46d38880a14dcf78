import { defineRoleAccess } from './_shared/define-role-access.ts';

/** What the role has to be able to do in the buckets of Elastic Beanstalk. */
export const beanstalkBucketActions = ['s3:PutObject', 's3:DeleteObject'] as const;

/**
 * What the role may do in the buckets that Elastic Beanstalk makes, which are named after region
 * and account.
 */
export default defineRoleAccess({
  id: 'aws/beanstalk-bucket-access',
  title: 'what the role may do in the buckets of Elastic Beanstalk',
  actions: beanstalkBucketActions,
  resources: ['arn:{{partition}}:s3:::elasticbeanstalk-{{region}}-{{accountId}}/app.zip'],
});
