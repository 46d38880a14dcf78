import {
  application,
  billingRoleAssignments,
  servicePrincipal,
} from '../../../evidence/azure/index.ts';
import { defineCheck } from '../../define-check.ts';
import { type BilledAgreement, billingRoles, readerRole } from '../_billing/commands.ts';
import { lastPart } from '../_rbac/scopes.ts';
import diagnoses from './diagnoses.ts';
import type { Data } from './fixes.ts';

export default defineCheck({
  id: 'azure/billing-role',
  title: 'The service principal may read the billing account, and no more',
  needs: { assignments: billingRoleAssignments },
  mayUse: { registration: application, principal: servicePrincipal },
  inputs: ['agreement', 'billingAccountId', 'tenantId', 'clientId', 'servicePrincipalId'],
  after: ['azure/billing-account'],
  diagnoses,
  assess({ assignments, registration, principal }, inputs, judge) {
    const { billingAccountId, tenantId, clientId } = inputs;
    const agreement = inputs.agreement as BilledAgreement;
    const servicePrincipalId = (
      principal.status === 'found' ? principal.value.id : inputs.servicePrincipalId
    ).toLowerCase();
    const all = (assignments?.value ?? []).map(({ name, properties }) => ({
      name,
      role: lastPart(properties.roleDefinitionId),
      principalId: properties.principalId?.toLowerCase() ?? '',
      principalTenantId: properties.principalTenantId?.toLowerCase(),
    }));
    const data = (remove: readonly { name: string }[]): Data => ({
      ...{ agreement, billingAccountId, servicePrincipalId, tenantId },
      remove: remove.map(({ name }) => name),
    });
    const own = all.filter((one) => one.principalId === servicePrincipalId);
    const powers = own.filter(({ role }) => billingRoles[role]?.can === 'write');
    const reader = own.find(({ role }) => role === readerRole[agreement]);
    const names = (some: readonly { role: string }[]) =>
      some.map(({ role }) => billingRoles[role]?.name ?? `the role ${role}`);

    if (powers.length > 0)
      judge.found('tooMuch', {
        ...data(powers),
        roles: names(powers),
        hasReader: reader !== undefined,
      });
    if (reader) {
      if (
        agreement === 'ea' &&
        reader.principalTenantId &&
        reader.principalTenantId !== tenantId.toLowerCase()
      )
        return judge.found('otherTenant', { ...data([reader]), given: reader.principalTenantId });
      if (agreement === 'ea' && billingRoles[reader.name.toLowerCase()])
        judge.found('reusedName', { ...data([reader]), name: reader.name });
      return;
    }
    if (powers.length > 0) return;
    if (own.length > 0)
      return judge.found('otherRole', {
        ...data(agreement === 'ea' ? own : []),
        roles: names(own),
      });
    const strangers = new Map([[clientId.toLowerCase(), 'the application (client) ID']]);
    if (registration.status === 'found')
      strangers.set(registration.value.id.toLowerCase(), 'the object ID of the app registration');
    const misplaced = all.find(({ principalId }) => strangers.has(principalId));
    if (misplaced) {
      const what = strangers.get(misplaced.principalId) ?? '';
      return judge.found('wrongPrincipal', {
        ...data([misplaced]),
        given: misplaced.principalId,
        what,
      });
    }
    judge.found('missing', data([]));
  },
});
