import type { AwsWorld, Fault } from '../../../define-faults.ts';

type Part = 'role' | 'report' | 'bucket';

/** Only this part of what the guide made is left. */
function left(part: Part, title: string, code: string): Fault<AwsWorld> {
  return {
    name: `${part}-left`,
    title,
    step: 'undo',
    breaks(healthy) {
      for (const other of ['role', 'report', 'bucket'] as const)
        if (other !== part) remove(healthy, other);
    },
    expected: { reader: [code] },
  };
}

function remove({ world, account, inputs }: AwsWorld, part: Part): void {
  if (part === 'role') account.roles.delete(inputs.roleName as string);
  if (part === 'report') account.reports.clear();
  if (part === 'bucket') world.aws.buckets.delete(inputs.bucketName as string);
}

export const removedFaults: readonly Fault<AwsWorld>[] = [
  {
    name: 'nothing-removed',
    title: 'Nothing was taken down',
    step: 'undo',
    breaks: () => undefined,
    expected: { reader: ['AWS-REMOVED-001', 'AWS-REMOVED-002', 'AWS-REMOVED-003'] },
  },
  left('role', 'The role is left: Spot can still read', 'AWS-REMOVED-001'),
  left('report', 'The report is left: AWS goes on delivering', 'AWS-REMOVED-002'),
  left('bucket', 'The bucket is left, with its files', 'AWS-REMOVED-003'),
  {
    name: 'role-left-with-inline-policy',
    title: 'The role is left, with a policy of its own and one of AWS',
    step: 'undo',
    breaks(healthy) {
      const role = healthy.account.roles.get(healthy.inputs.roleName as string);
      role?.inlinePolicies.set('extra', {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }],
      });
      role?.attachedPolicies.push('arn:aws:iam::aws:policy/SecurityAudit');
      remove(healthy, 'report');
      remove(healthy, 'bucket');
    },
    expected: { reader: ['AWS-REMOVED-001'] },
  },
];
