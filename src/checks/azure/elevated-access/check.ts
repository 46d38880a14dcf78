import evidence from '../../../evidence/azure/elevated-access.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { isElsewhere } from '../_app/directory.ts';
import { removeAssignments } from '../_billing/commands.ts';
import { findElevation } from '../_billing/elevated-access.ts';

export default defineCheck({
  id: 'azure/elevated-access',
  title: 'You have given elevated access back',
  needs: {},
  mayUse: { atRoot: evidence, user: signedInUser, own: tenant },
  inputs: ['tenantId'],
  diagnoses: {
    leftOn: diagnosis<{ name: string; assignmentIds: readonly string[] }>({
      code: 'AZB-ELEVATED-001',
      severity: 'fail',
      title: 'Your elevated access is still on',
      explain: () =>
        'You may give anybody any role in every subscription of the directory, and so may whoever gets hold of your account. It stays until somebody removes it: signing out does not.',
      observed: ({ name }) => `${name}: User Access Administrator at /`,
      expected: () => 'no role of yours at /',
      fix: ({ assignmentIds }) => ({
        summary:
          'Remove the role, as the last thing you do. If roles are still to be given, do those steps first.',
        commands: [removeAssignments(...assignmentIds)],
        console: [
          'Open Microsoft Entra ID > Properties. Under “Access management for Azure resources” choose No, and Save.',
        ],
      }),
    }),
  },
  assess({ atRoot, user, own }, { tenantId }, judge) {
    if (isElsewhere(own, tenantId, judge)) return;
    const elevation = findElevation(atRoot, user);
    if (elevation.state === 'unknown')
      return judge.cannotTell(`The roles at / could not be seen. ${elevation.message}`, [
        evidence,
        signedInUser,
      ]);
    if (elevation.state === 'on')
      judge.found('leftOn', {
        name: user.status === 'found' ? user.value.userPrincipalName : 'you',
        assignmentIds: elevation.assignmentIds,
      });
  },
});
