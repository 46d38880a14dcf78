import application from '../../../evidence/azure/application.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { defineCheck, type Judge } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
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
      principalId: properties.principalId?.toLowerCase(),
      principalTenantId: properties.principalTenantId?.toLowerCase(),
    }));
    const data = (remove: readonly { name: string }[]): Data => ({
      agreement,
      billingAccountId,
      servicePrincipalId,
      tenantId,
      remove: remove.map(({ name }) => name),
    });
    const own = all.filter((one) => one.principalId === servicePrincipalId);
    const powers = own.filter(({ role }) => billingRoles[role]?.can === 'write');
    const reader = own.find(({ role }) => role === readerRole[agreement]);

    if (powers.length > 0)
      judge.found('tooMuch', {
        ...data(powers),
        roles: nameRoles(powers),
        hasReader: reader !== undefined,
      });
    const unknown = own.filter(({ role }) => !billingRoles[role]);
    if (unknown.length > 0)
      judge.cannotTell(
        `The service principal has ${nameRoles(unknown).join(', ')} on the billing account, and what that allows is not known here.`,
      );
    if (principal.status === 'found' && principal.value.accountEnabled === false)
      judge.cannotTell(
        'Signing in is switched off for the app, so no role of it works; see the step “Register the app”.',
      );
    if (reader) return judgeReader(reader, data([reader]), judge);
    if (powers.length > 0 || unknown.length > 0) return;
    if (own.length > 0)
      return judge.found('otherRole', {
        ...data(agreement === 'ea' ? own : []),
        roles: nameRoles(own),
      });
    const misplaced = findMisplaced(all, [
      [clientId, 'the application (client) ID'],
      [
        registration.status === 'found' ? registration.value.id : undefined,
        'the object ID of the app registration',
      ],
    ]);
    if (misplaced) return judge.found('wrongPrincipal', { ...data([misplaced]), ...misplaced });
    const slip = findSlip(all, servicePrincipalId, agreement);
    if (slip) return judge.found('mistyped', { ...data([slip]), given: slip.principalId });
    judge.found('missing', data([]));
  },
});

const nameRoles = (assignments: readonly { role: string }[]) =>
  assignments.map(({ role }) => billingRoles[role]?.name ?? `the role ${role}`);

/** The right role is there: is it as it should be? */
function judgeReader(
  { name, principalTenantId }: { name: string; principalTenantId: string | undefined },
  data: Data,
  judge: Judge<typeof diagnoses>,
) {
  if (data.agreement !== 'ea') return;
  if (!principalTenantId)
    return judge.cannotTell('Azure did not say of which directory the role’s owner is.', [
      billingRoleAssignments,
    ]);
  if (principalTenantId !== data.tenantId.toLowerCase())
    return judge.found('otherTenant', { ...data, given: principalTenantId });
  if (billingRoles[name.toLowerCase()]) judge.found('reusedName', { ...data, name });
}

/** An assignment of the right role to an ID that is almost the right one. */
function findSlip<A extends { principalId: string | undefined; role: string }>(
  assignments: readonly A[],
  servicePrincipalId: string,
  agreement: BilledAgreement,
): (A & { principalId: string }) | undefined {
  const readers = assignments.filter(
    (one): one is A & { principalId: string } =>
      one.role === readerRole[agreement] && one.principalId !== undefined,
  );
  const near = findSimilarName(
    servicePrincipalId,
    readers.map(({ principalId }) => principalId),
  );
  return readers.find(({ principalId }) => principalId === near);
}

/** An assignment to an ID of the app with which nobody signs in, and what that ID is. */
function findMisplaced<A extends { principalId: string | undefined }>(
  assignments: readonly A[],
  useless: readonly (readonly [id: string | undefined, what: string])[],
): (A & { given: string; what: string }) | undefined {
  for (const assignment of assignments) {
    const { principalId } = assignment;
    const what = useless.find(([id]) => id !== undefined && id.toLowerCase() === principalId)?.[1];
    if (principalId !== undefined && what !== undefined)
      return { ...assignment, given: principalId, what };
  }
  return undefined;
}
