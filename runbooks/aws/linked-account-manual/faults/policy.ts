import type { AwsWorld, Fault } from '../../../define-faults.ts';
import { fault, linkedStatements, withoutActions } from '../../linked-account/faults/set-up.ts';
import { ownPolicyArn, permit, roleOf } from '../../management-account/faults/role-set-up.ts';

const custom = (products: string, integrations = 'none') => ({
  permissionSet: 'custom',
  products,
  integrations,
});

/** Policies that are not what was chosen. */
export const policyFaults: readonly Fault<AwsWorld>[] = [
  fault(
    'chosen-policy-missing',
    'The policy could not be saved, because the editor was not empty before pasting; the role is there',
    { reader: ['AWS-LINK-020'], spot: ['AWS-LINK-020'] },
    (healthy) => {
      healthy.account.policies.clear();
      roleOf(healthy).attachedPolicies = ['arn:aws:iam::aws:policy/SecurityAudit'];
    },
    { catalogue: 'F-016' },
  ),
  fault(
    'chosen-policy-under-another-name',
    'The policy was saved under a name with a typing error and not attached',
    { reader: ['AWS-LINK-020'], spot: ['AWS-LINK-020'] },
    (healthy) => {
      const { account } = healthy;
      const own = account.policies.get(ownPolicyArn(healthy));
      const arn = `arn:aws:iam::${account.id}:policy/SpotRole_Polciy`;
      account.policies.clear();
      if (own) account.policies.set(arn, { ...own, arn, name: 'SpotRole_Polciy' });
      roleOf(healthy).attachedPolicies = ['arn:aws:iam::aws:policy/SecurityAudit'];
    },
    { catalogue: 'F-016' },
  ),
  fault(
    'chosen-policy-outdated',
    'The policy is an older one, from before Spot Storage',
    { reader: ['AWS-LINK-021'], spot: ['AWS-LINK-021'] },
    (healthy) =>
      permit(
        healthy,
        ...withoutActions(healthy, (action) =>
          /^(elasticfilesystem:Delete|ec2:ModifyVolume$)/.test(action),
        ),
      ),
    { catalogue: 'F-012' },
  ),
  fault(
    'chosen-policy-five-versions',
    'The policy is outdated, and IAM keeps five versions of it already',
    { reader: ['AWS-LINK-021'], spot: ['AWS-LINK-021'] },
    (healthy) => {
      permit(healthy, ...withoutActions(healthy, (action) => action === 'ec2:RunInstances'));
      const own = healthy.account.policies.get(ownPolicyArn(healthy));
      const [document] = [...(own?.versions.values() ?? [])].map((version) => version.document);
      for (const [index, version] of ['v3', 'v4', 'v5'].entries())
        if (document)
          own?.versions.set(version, {
            document,
            createdAt: healthy.world.clock.now() + index * 1000,
          });
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
    { catalogue: 'F-012', inputs: custom('elastigroup') },
  ),
  fault(
    'chosen-policy-allows-everything',
    'Somebody replaced the list of actions by a star',
    { reader: ['AWS-LINK-022'], spot: ['AWS-LINK-022'] },
    (healthy) => permit(healthy, { Effect: 'Allow', Action: '*', Resource: '*' }),
  ),
  fault(
    'chosen-policy-with-more',
    'The whole policy was pasted although only Ocean for EKS was chosen',
    { reader: ['AWS-LINK-023'], spot: ['AWS-LINK-023'] },
    (healthy) =>
      permit(
        healthy,
        ...linkedStatements({
          ...healthy,
          inputs: { ...healthy.inputs, permissionSet: 'default' },
        }),
      ),
    { inputs: custom('ocean-eks') },
  ),
  fault(
    'chosen-policy-without-one-product',
    'Ocean for ECS was chosen, and its statement is missing',
    { reader: ['AWS-LINK-021'], spot: ['AWS-LINK-021'] },
    (healthy) => permit(healthy, ...withoutActions(healthy, (_, sid) => sid === 'OceanEcs')),
    { catalogue: 'F-012', inputs: custom('ocean-ecs,dashboard', 'route53') },
  ),
];
