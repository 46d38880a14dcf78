import type { Fault } from '../../../define-faults.ts';
import { forgetActions, listStatements } from '../../_linked/statements.ts';
import { allow, deny, makePolicy } from '../../_world/policy.ts';
import { denyStays } from '../../_world/reasons.ts';
import {
  addPolicy,
  deletePolicies,
  findOwnPolicy,
  formatAwsPolicyArn,
  setAttachedPolicies,
  setOwnPolicy,
} from '../../_world/role.ts';
import { otherRegion } from '../../_world/world.ts';
import type { ManualWorld } from '../worlds.ts';

/** A fault of the policy that was chosen. Both vantages see it. */
function fault(
  name: string,
  title: string,
  expected: { reader: readonly string[]; spot: readonly string[] },
  breaks: (subject: ManualWorld) => void,
  more: Partial<Fault<ManualWorld>> = {},
): Fault<ManualWorld> {
  return { name, title, expected, breaks, ...more };
}

/** Inputs with which only a part was ticked. */
function choose(products: string, integrations = 'none') {
  return { permissionSet: 'custom', products, integrations };
}

/** Policies that are not what was chosen. */
export const policyFaults: readonly Fault<ManualWorld>[] = [
  fault(
    'chosen-policy-missing',
    'The policy could not be saved, because the editor was not empty before pasting; the role is there',
    { reader: ['AWS-LINK-020'], spot: ['AWS-LINK-020'] },
    (subject) => {
      deletePolicies(subject);
      setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'SecurityAudit'));
    },
    { catalogue: 'F-016' },
  ),
  fault(
    'chosen-policy-under-another-name',
    'The policy was saved under a name with a typing error and not attached',
    { reader: ['AWS-LINK-020'], spot: ['AWS-LINK-020'] },
    (subject) => {
      deletePolicies(subject);
      addPolicy(subject, 'SpotRole_Polciy', makePolicy(...listStatements(subject)));
      setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'SecurityAudit'));
    },
    { catalogue: 'F-016' },
  ),
  fault(
    'chosen-policy-outdated',
    'The policy is an older one, from before Spot Storage',
    { reader: ['AWS-LINK-021'], spot: ['AWS-LINK-021'] },
    (subject) =>
      forgetActions(subject, (action) =>
        /^(elasticfilesystem:Delete|ec2:ModifyVolume$)/.test(action),
      ),
    { catalogue: 'F-012' },
  ),
  fault(
    'chosen-policy-five-versions',
    'The policy is outdated, and IAM keeps five versions of it already',
    { reader: ['AWS-LINK-021'], spot: ['AWS-LINK-021'] },
    (subject) => {
      forgetActions(subject, (action) => action === 'ec2:RunInstances');
      const { versions } = findOwnPolicy(subject);
      const document = makePolicy(...listStatements(subject));
      for (const [index, version] of ['v3', 'v4', 'v5'].entries())
        versions.set(version, { document, createdAt: subject.world.clock.now() + index * 1000 });
    },
    { catalogue: 'F-014' },
  ),
  fault(
    'chosen-policy-unticked',
    'The boxes for Beanstalk were ticked on this page after the policy was made',
    { reader: ['AWS-LINK-021'], spot: ['AWS-LINK-021'] },
    ({ inputs }) => {
      inputs.integrations = 'beanstalk';
    },
    { catalogue: 'F-012', inputs: choose('elastigroup') },
  ),
  fault(
    'chosen-policy-allows-everything',
    'Somebody replaced the list of actions by a star',
    { reader: ['AWS-LINK-022'], spot: ['AWS-LINK-022'] },
    (subject) => setOwnPolicy(subject, allow('*')),
  ),
  fault(
    'chosen-policy-with-more',
    'The whole policy was pasted although only Ocean for EKS was chosen',
    { reader: ['AWS-LINK-023'], spot: ['AWS-LINK-023'] },
    (subject) => {
      const inputs = { ...subject.inputs, permissionSet: 'default' };
      setOwnPolicy(subject, ...listStatements({ ...subject, inputs }));
    },
    { inputs: choose('ocean-eks') },
  ),
  fault(
    'chosen-policy-with-other-services',
    'Functions and all of the buckets were added to the policy',
    { reader: ['AWS-LINK-023'], spot: ['AWS-LINK-023'] },
    (subject) =>
      setOwnPolicy(subject, ...listStatements(subject), allow(['lambda:*', 's3:*', 'kms:Create*'])),
  ),
  fault(
    'chosen-policy-with-iam',
    'All of IAM was added to the policy',
    { reader: ['AWS-LINK-023', 'AWS-LINK-017'], spot: ['AWS-LINK-023', 'AWS-LINK-017'] },
    (subject) => setOwnPolicy(subject, ...listStatements(subject), allow('iam:*')),
  ),
  fault(
    'chosen-policy-limited-to-a-region',
    'All of the policy is limited to one region',
    { reader: ['AWS-LINK-024', 'AWS-LINK-015'], spot: ['AWS-LINK-024', 'AWS-LINK-015'] },
    (subject) =>
      setOwnPolicy(
        subject,
        ...listStatements(subject).map((statement) => ({
          ...statement,
          Condition: { StringEquals: { 'aws:RequestedRegion': otherRegion } },
        })),
      ),
  ),
  fault(
    'chosen-policy-with-a-deny',
    'Somebody wrote a Deny on ending servers into the policy',
    { reader: ['AWS-LINK-025'], spot: ['AWS-LINK-025'] },
    (subject) => setOwnPolicy(subject, ...listStatements(subject), deny('ec2:TerminateInstances')),
    { noCommand: denyStays },
  ),
  fault(
    'chosen-policy-without-one-product',
    'Ocean for ECS was chosen, and its statement is missing',
    { reader: ['AWS-LINK-021'], spot: ['AWS-LINK-021'] },
    (subject) => forgetActions(subject, (_, sid) => sid === 'OceanEcs'),
    { catalogue: 'F-012', inputs: choose('ocean-ecs,dashboard', 'route53') },
  ),
];
