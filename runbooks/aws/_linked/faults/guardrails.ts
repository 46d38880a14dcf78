import type { Fault } from '../../../define-faults.ts';
import { addResourceControlPolicy } from '../../_world/organization.ts';
import { allow, deny } from '../../_world/policy.ts';
import { signInWithLimit, workBehindEndpoint } from '../../_world/reader.ts';
import { organizationDecides, ruleStays } from '../../_world/reasons.ts';
import fault from '../fault.ts';
import type { LinkedWorld } from '../worlds.ts';

/** Rules of the reader's company, each met by somebody's call, in AWS's own words. */
export const guardrailFaults: readonly Fault<LinkedWorld>[] = [
  fault(
    'linked-perimeter-around-roles',
    'A resource control policy lets only the own organization use roles',
    { reader: [], spot: ['AWS-GUARD-002'] },
    (subject) =>
      addResourceControlPolicy(subject, {
        ...deny('sts:AssumeRole'),
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ourcompany' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    { noCommand: organizationDecides },
  ),
  fault(
    'linked-session-limited',
    'The tool that signs the reader in passes a policy that leaves IAM out',
    { reader: ['AWS-GUARD-004'] },
    (subject) => signInWithLimit(subject, allow(['cloudformation:*', 's3:*', 'sts:*'])),
    { noCommand: ruleStays },
  ),
  fault(
    'linked-behind-endpoint',
    'The reader works behind a VPC endpoint that lets no calls to IAM through',
    { reader: ['AWS-GUARD-005'] },
    (subject) =>
      workBehindEndpoint(subject, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    { noCommand: ruleStays },
  ),
];
