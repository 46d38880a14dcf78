import { defaultPartition } from '../providers/aws/partitions.ts';

/** The parts of an Amazon Resource Name. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** Splits an ARN; undefined when the text does not start like one. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/i.exec(text);
  if (!match) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
}

/** What an ARN names, in a reader's words, e.g. `the ARN of a policy`. */
export function describeArn({ service, resource }: Arn): string {
  const kind = resource.split(/[/:]/)[0] ?? '';
  if (service === 'sts' && kind === 'assumed-role')
    return 'the ARN of a session of a role (assumed-role)';
  if (service === 'iam') {
    const iamKinds: Record<string, string> = {
      role: 'the ARN of a role',
      policy: 'the ARN of a policy',
      user: 'the ARN of a user',
      group: 'the ARN of a group',
      root: 'the ARN of a whole account',
      'instance-profile': 'the ARN of an instance profile',
      'saml-provider': 'the ARN of an identity provider',
      'oidc-provider': 'the ARN of an identity provider',
    };
    return iamKinds[kind] ?? 'another IAM ARN';
  }
  if (service === 's3')
    return resource.includes('/') ? 'the ARN of a file in a bucket' : 'the ARN of a bucket';
  if (service === 'cloudformation') return 'the ARN of a CloudFormation stack';
  if (service === 'cur') return 'the ARN of a report';
  return `an ARN of the service ${service || 'nobody'}`;
}

/** Why an ARN of another AWS partition cannot be used, or undefined for the usual one. */
export function foreignPartition({ partition }: Arn): string | undefined {
  if (partition === 'aws') return undefined;
  if (partition === 'aws-us-gov')
    return 'This ARN belongs to AWS GovCloud (arn:aws-us-gov:…). This guide connects commercial AWS accounts only; ask Spot for GovCloud.';
  if (partition === 'aws-cn')
    return 'This ARN belongs to AWS in China (arn:aws-cn:…). This guide connects commercial AWS accounts only; ask Spot for China.';
  return `This ARN is of the partition “${partition}”, and not of “${defaultPartition}”. Copy it again from the console; small letters matter.`;
}
