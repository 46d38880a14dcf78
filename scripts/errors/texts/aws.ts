import type { ErrorText } from '../error-text.ts';

/** What AWS, its console, CloudFormation and the AWS CLI say. */
const texts: readonly ErrorText[] = [
  {
    text: 'An error occurred (AccessDenied) when calling the GetBucketPolicy operation: User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetBucketPolicy on resource: "arn:aws:s3:::spot-cur-111122223333" with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a1b2c3d4e5/service_control_policy/p-12345678',
    from: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    named: 'aws/service-control-policy',
  },
];

export default texts;
