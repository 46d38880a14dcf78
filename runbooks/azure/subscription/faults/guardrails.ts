import type { Fault } from '../../../define-faults.ts';
import { findServicePrincipal } from '../../_world/app.ts';
import { ruled } from '../../_world/reasons.ts';
import { denyActions } from '../../_world/role.ts';
import type { SubscriptionWorld } from '../worlds.ts';

/** Rules of the company that refuse Spot, or the reader who looks. */
export const guardrailFaults: readonly Fault<SubscriptionWorld>[] = [
  {
    name: 'conditional-access-blocks-the-app',
    title: 'Conditional Access lets apps sign in from the company’s network only',
    breaks(subject) {
      subject.tenant.conditionalAccessPolicies = [
        {
          displayName: 'Apps only from our network',
          state: 'enabled',
          includeServicePrincipals: [findServicePrincipal(subject).id],
          excludeServicePrincipals: [],
        },
      ];
    },
    expected: { reader: [], spot: ['AZ-GUARD-005'] },
    noCommand: ruled,
  },
  {
    name: 'deny-assignment-hides-assignments',
    title: 'A deny assignment keeps the reader from seeing who has which role',
    breaks: (subject) =>
      denyActions(subject, {
        actions: ['Microsoft.Authorization/roleAssignments/read'],
        principals: [{ id: subject.reader.azure.objectId, type: 'User' }],
      }),
    // Undoing it lists them, too.
    expected: { reader: ['AZ-GUARD-002', 'AZ-READER-003'], spot: [] },
    expectedStatus: { check: 'azure/role-assignment', status: 'undetermined' },
    noCommand: ruled,
  },
];
