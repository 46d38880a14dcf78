import type { Fault } from '../../../define-faults.ts';
import { addServiceControlPolicy } from '../../_world/organization.ts';
import { allow, deny } from '../../_world/policy.ts';
import { organizationDecides } from '../../_world/reasons.ts';
import {
  attachPolicy,
  formatAwsPolicyArn,
  formatOwnPolicyArn,
  setAttachedPolicies,
  setBoundary,
} from '../../_world/role.ts';
import fault from '../fault.ts';
import type { LinkedWorld } from '../worlds.ts';

/** What the policies of the role lack, and what limits them. */
export const permissionFaults: readonly Fault<LinkedWorld>[] = [
  fault(
    'linked-policy-not-attached',
    'The policy was created and never attached; only SecurityAudit is',
    { reader: ['AWS-LINK-010'], spot: ['AWS-LINK-010'] },
    (subject) => setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'SecurityAudit')),
    { catalogue: 'F-011' },
  ),
  fault(
    'linked-boundary-over-everything',
    'A permissions boundary leaves only reading of servers',
    { reader: ['AWS-LINK-012'], spot: ['AWS-LINK-002'] },
    (subject) => setBoundary(subject, allow('ec2:Describe*')),
    { catalogue: 'F-022' },
  ),
  fault(
    'linked-security-audit-missing',
    'SecurityAudit is not attached',
    { reader: ['AWS-LINK-016'], spot: ['AWS-LINK-016'] },
    (subject) => setAttachedPolicies(subject, formatOwnPolicyArn(subject)),
    { catalogue: 'F-036' },
  ),
  fault(
    'linked-administrator-besides',
    'The role has AdministratorAccess besides its policy',
    { reader: ['AWS-LINK-017'], spot: ['AWS-LINK-017'] },
    (subject) => attachPolicy(subject, formatAwsPolicyArn(subject, 'AdministratorAccess')),
  ),
  fault(
    'linked-service-control-policy',
    'A service control policy forbids starting servers',
    { reader: ['AWS-LINK-013'], spot: ['AWS-LINK-013'] },
    (subject) => addServiceControlPolicy(subject, deny('ec2:RunInstances')),
    {
      catalogue: 'F-020',
      noCommand: organizationDecides,
    },
  ),
];
