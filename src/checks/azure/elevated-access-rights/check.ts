import directoryRoles from '../../../evidence/azure/directory-roles.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import askFor from '../../ask-for.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import type { Work } from '../../step-rights.ts';
import { isElsewhere } from '../_app/directory.ts';
import { findElevation } from '../_billing/elevated-access.ts';

/**
 * Template ids are the same in every directory. Source:
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

/** What the steps of the runbook call it. */
const role = 'Global Administrator';

/**
 * Whether whoever looks may take elevated access; says before the first step where they will be
 * refused: at the first that takes the role Global Administrator.
 *
 * @example checks: [agreementKind, elevatedAccessRights]
 */
export default function elevatedAccessRights({ steps }: Work) {
  const taking = steps.filter(({ rights }) =>
    rights.some(({ only, actions }) => only === undefined && actions.includes(role)),
  );
  const [refusedAt, ...others] = taking;
  if (!refusedAt) throw new Error(`No step of this runbook takes the role ${role}.`);
  return defineCheck({
    id: 'azure/elevated-access-rights',
    title: 'You may take elevated access',
    needs: {},
    mayUse: {
      roles: directoryRoles,
      atRoot: elevatedAccess,
      user: signedInUser,
      directory: tenant,
    },
    inputs: ['tenantId'],
    diagnoses: {
      notGlobalAdministrator: diagnosis<{
        name: string;
        tenantId: string;
        roles: readonly string[];
      }>({
        code: 'AZB-READER-001',
        severity: 'warning',
        title: `You will be refused at the step “${refusedAt.title}”`,
        explain: () =>
          'Roles on reservations and on the tenant root management group are given with elevated access, and only a Global Administrator can take that. If the role is given for a time only (Privileged Identity Management), activate it first.' +
          others.map(({ title }) => ` “${title}” takes it, too.`).join(''),
        observed: ({ name, roles }) =>
          `${name}: ${roles.length > 0 ? roles.join(', ') : 'no Microsoft Entra role'}`,
        expected: () => 'Global Administrator',
        fix: ({ name, tenantId }) => ({
          summary: `Activate or ask for the Microsoft Entra role Global Administrator for ${name}, or let somebody who has it do the steps with elevated access.`,
          commands: [],
          console: [
            'They open Microsoft Entra ID > Roles and administrators > Global Administrator > Add assignments.',
          ],
          who: 'a Global Administrator or Privileged Role Administrator',
          send: askFor({
            who: name,
            where: `the billing account of the directory ${tenantId}`,
            refused: taking.map(({ title }) => ({
              step: title,
              actions: [role],
              where: [],
              roles: [],
            })),
            please: 'Please give me the Microsoft Entra role',
          }),
        }),
      }),
    },
    assess({ roles, atRoot, user, directory }, { tenantId }, judge) {
      if (isElsewhere(directory, tenantId, judge)) return;
      if (findElevation(atRoot, user).state === 'on') return;
      if (roles.status !== 'found')
        return judge.cannotTell('Your Microsoft Entra roles could not be seen.', [directoryRoles]);
      const own = roles.value.value;
      if (own.some(({ roleTemplateId }) => roleTemplateId?.toLowerCase() === globalAdministrator))
        return;
      if (own.some(({ roleTemplateId }) => !roleTemplateId))
        return judge.cannotTell(
          'Microsoft Entra names a role of yours without its template, so which one it is cannot be told.',
          [directoryRoles],
        );
      judge.found('notGlobalAdministrator', {
        tenantId,
        name: user.status === 'found' ? user.value.userPrincipalName : 'you',
        roles: own.map(
          ({ displayName, roleTemplateId }) => displayName ?? roleTemplateId ?? 'a role',
        ),
      });
    },
  });
}
