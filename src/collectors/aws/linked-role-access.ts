import {
  beanstalkBucketAccess,
  beanstalkBucketActions,
  excessActions,
  linkedActions,
  linkedRoleAccess,
} from '../../evidence/aws/linked-role-access.ts';
import { role } from '../../evidence/aws/role.ts';
import type { EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import { type AwsContext, attempt } from './aws-collector.ts';
import { simulate } from './role-access.ts';

export const linkedRoleAccessCollector = defineCollector({
  kind: linkedRoleAccess,
  needs: [role] as EvidenceKind[],
  collect: (context: AwsContext) =>
    attempt(linkedRoleAccess, () =>
      simulate(linkedRoleAccess, context, [...linkedActions, ...excessActions]),
    ),
});

export const beanstalkBucketAccessCollector = defineCollector({
  kind: beanstalkBucketAccess,
  needs: [role] as EvidenceKind[],
  collect: (context: AwsContext) =>
    attempt(beanstalkBucketAccess, () =>
      simulate(beanstalkBucketAccess, context, beanstalkBucketActions, [
        `arn:aws:s3:::elasticbeanstalk-us-east-1-${context.inputs.accountId}/app.zip`,
      ]),
    ),
});
