import type { InputDefinition } from '../../../src/inputs/define-input.ts';
import { formatArn } from '../../../src/providers/aws/partitions.ts';

/** Inputs of both guides for a linked account. */
export const linkedInputs = {
  purpose: {
    kind: 'choice',
    label: 'What you want to use',
    help: 'Elastigroup and Ocean run servers in the account. Eco works from the management account and has a guide of its own.',
    options: [
      { value: 'compute', label: 'Elastigroup or Ocean: run servers for less' },
      { value: 'eco', label: 'Eco: plan Savings Plans and reserved instances' },
    ],
  },
  accountId: {
    kind: 'aws-account-id',
    label: 'AWS account ID',
    help: 'The 12 digits of the account whose servers Spot is to run, in the menu at the top right of the AWS console.',
    placeholder: '111122223333',
  },
  roleName: {
    kind: 'iam-role-name',
    label: 'Role name',
    help: 'Name of the IAM role that Spot will use. Its policy gets the same name with _Policy at the end.',
    placeholder: 'SpotRole',
    suggestion: 'SpotRole',
  },
  externalId: {
    kind: 'external-id',
    label: 'External ID',
    help: 'Issued by Spot for this one account; the role answers only to calls that carry it.',
    source: 'session',
  },
  roleArn: {
    kind: 'iam-role-arn',
    label: 'Role ARN',
    help: 'Comes out of the step that creates the role, so leave it empty until then. Also at the top of the role in the IAM console.',
    placeholder: formatArn({ service: 'iam', account: '111122223333', resource: 'role/SpotRole' }),
  },
} as const satisfies Record<string, InputDefinition>;
