import type { Fault } from '../../../define-faults.ts';
import { addResourceControlPolicy, moveBelowPayer } from '../../_world/organization.ts';
import { allow, deny } from '../../_world/policy.ts';
import { signInWithLimit, workBehindEndpoint } from '../../_world/reader.ts';
import { ruleStays } from '../../_world/reasons.ts';
import type { ManagementWorld } from '../worlds.ts';

/** Rules of the reader's company, or of the reseller, each met by somebody's call, in AWS's own words. */
export const guardrailFaults: readonly Fault<ManagementWorld>[] = [
  {
    name: 'perimeter-around-roles',
    title: 'A resource control policy of the reseller lets only the own organization use roles',
    breaks(subject) {
      moveBelowPayer(subject);
      addResourceControlPolicy(subject, deny('sts:AssumeRole'));
      subject.inputs.accountKind = 'msp-customer';
    },
    expected: { reader: [], spot: ['AWS-GUARD-002'] },
    noCommand: ruleStays,
  },
  {
    name: 'perimeter-around-buckets',
    title: 'A resource control policy of the reseller lets nobody read files',
    breaks(subject) {
      moveBelowPayer(subject);
      addResourceControlPolicy(subject, deny('s3:GetObject'));
      subject.inputs.accountKind = 'msp-customer';
    },
    expected: { reader: [], spot: ['AWS-GUARD-002'] },
    noCommand: ruleStays,
  },
  {
    name: 'session-limited',
    title: 'The tool that signs the reader in passes a policy that leaves S3 out',
    breaks: (subject) =>
      signInWithLimit(subject, { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
    expected: { reader: ['AWS-GUARD-004'] },
    noCommand: ruleStays,
  },
  {
    name: 'behind-endpoint',
    title: 'The reader works behind a VPC endpoint that lets only other buckets through',
    breaks: (subject) =>
      workBehindEndpoint(
        subject,
        { Effect: 'Allow', NotAction: 's3:*', Resource: '*' },
        allow('s3:*', 'arn:aws:s3:::acme-*'),
      ),
    expected: { reader: ['AWS-GUARD-005'] },
    noCommand: ruleStays,
  },
];
