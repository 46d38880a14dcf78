import { directoryRoles, elevatedAccess, signedInUser } from '../../../evidence/azure/index.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { findElevation } from '../_billing/elevated-access.ts';

/**
 * Template ids are the same in every directory. Source:
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

export default defineCheck({
  id: 'azure/elevated-access-rights',
  title: 'You may take elevated access',
  needs: {},
  mayUse: { roles: directoryRoles, atRoot: elevatedAccess, user: signedInUser },
  inputs: [],
  diagnoses: {
    notGlobalAdministrator: diagnosis<{ name: string; roles: readonly string[] }>({
      code: 'AZB-READER-001',
      severity: 'warning',
      title: 'You will be refused at the step “Let Spot read your costs”',
      explain: () =>
        'Roles on reservations and on the tenant root management group are given with elevated access, and only a Global Administrator can take that. If the role is given for a time only (Privileged Identity Management), activate it first.',
      observed: ({ name, roles }) =>
        `${name}: ${roles.length > 0 ? roles.join(', ') : 'no Microsoft Entra role'}`,
      expected: () => 'Global Administrator',
      fix: ({ name }) => ({
        summary: `Activate or ask for the Microsoft Entra role Global Administrator for ${name}, or let somebody who has it do the steps with elevated access.`,
        commands: [],
        console: [
          'They open Microsoft Entra ID > Roles and administrators > Global Administrator > Add assignments.',
        ],
        who: 'a Global Administrator or Privileged Role Administrator',
      }),
    }),
  },
  assess({ roles, atRoot, user }, _inputs, judge) {
    if (findElevation(atRoot, user).state === 'on') return;
    if (roles.status !== 'found')
      return judge.cannotTell('Your Microsoft Entra roles could not be seen.', [directoryRoles]);
    const own = roles.value.value;
    if (own.some(({ roleTemplateId }) => roleTemplateId?.toLowerCase() === globalAdministrator))
      return;
    judge.found('notGlobalAdministrator', {
      name: user.status === 'found' ? user.value.userPrincipalName : 'you',
      roles: own.map(
        ({ displayName, roleTemplateId }) => displayName ?? roleTemplateId ?? 'a role',
      ),
    });
  },
});
