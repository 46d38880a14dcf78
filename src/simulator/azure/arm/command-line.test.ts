import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from '../../cloud.ts';
import { environmentFor, runScript } from '../../command-line.ts';
import { type HttpsProxy, startProxy } from '../../proxy.ts';
import { WarmStart } from '../../warm-start/index.ts';
import { azureCloud } from '../index.ts';
import type { AzureIdentity } from '../state.ts';
import { contoso } from './testing.ts';

/**
 * The real az against this Azure. What a Request can show is shown in the other tests, which are
 * faster.
 */
describe('the Azure CLI', () => {
  const place = contoso();
  const { world, tenant, subscription, scope, servicePrincipal, enrolment, customer } = place;
  let proxy: HttpsProxy;
  let warmStart: WarmStart;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'arm-'));
    warmStart = await WarmStart.open();
    proxy = await startProxy({ handle: (request) => azureCloud.answer(request, [world]) });
  });
  afterAll(async () => {
    await warmStart?.[Symbol.asyncDispose]();
    await proxy?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(who: AzureIdentity, name: string, script: string, expectedCode = 0) {
    const home = join(folder, name);
    const environment: Environment = await environmentFor({
      proxy,
      identities: { azure: who },
      home,
      warmStart,
    });
    const { exitCode, stdout, stderr } = await runScript(script, {
      environment,
      cwd: folder,
      timeoutMs: 240_000,
    });
    expect(exitCode, stderr).toBe(expectedCode);
    return { lines: stdout.trim().split('\n'), stderr };
  }

  it('makes, assigns and removes a custom role as the owner of a subscription', {
    timeout: 240_000,
  }, async () => {
    const role = {
      Name: 'Spot-CoreRole',
      Description: 'Spot',
      Actions: ['Microsoft.Compute/virtualMachines/*'],
      AssignableScopes: [scope],
    };
    await writeFile(join(folder, 'role.json'), JSON.stringify(role));
    const { lines } = await run(
      place.owner,
      'owner',
      `az account show --query "[id, tenantId, state]" -o tsv
az role definition create --role-definition @role.json --query roleName -o tsv
az role definition list --custom-role-only true --name Spot-CoreRole --query "[0].assignableScopes[0]" -o tsv
az role assignment create --assignee-object-id ${servicePrincipal.id} --assignee-principal-type ServicePrincipal --role Spot-CoreRole --scope ${scope} --query principalType -o tsv
az role assignment list --assignee ${servicePrincipal.id} --scope ${scope} --include-inherited --query "[].roleDefinitionName" -o tsv
az provider register --namespace Microsoft.ManagedIdentity
az provider show --namespace Microsoft.ManagedIdentity --query registrationState -o tsv
az role assignment delete --assignee ${servicePrincipal.id} --role Spot-CoreRole --scope ${scope}
az role definition delete --name Spot-CoreRole --scope ${scope}`,
    );
    expect(lines).toEqual([
      subscription.id,
      tenant.id,
      'Enabled',
      'Spot-CoreRole',
      scope,
      'ServicePrincipal',
      'Spot-CoreRole',
      'Registered',
    ]);
    expect(tenant.customRoles.size).toBe(0);
    expect(
      [...tenant.roleAssignments.values()].some(
        ({ principalId }) => principalId === servicePrincipal.id,
      ),
    ).toBe(false);
  });

  it('elevates, assigns above the subscription, and gives the elevation back', {
    timeout: 240_000,
  }, async () => {
    const { lines } = await run(
      place.administrator,
      'administrator',
      `az rest --method post --url "/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01"
az role assignment create --assignee-object-id ${servicePrincipal.id} --assignee-principal-type ServicePrincipal --role "Reservations Reader" --scope /providers/Microsoft.Capacity --query scope -o tsv
az account management-group list --no-register --query "[].name" -o tsv
az role assignment delete --assignee ${place.administrator.objectId} --role "User Access Administrator" --scope /`,
    );
    expect(lines).toEqual(['/providers/Microsoft.Capacity', tenant.id, 'finops']);
    expect(
      [...tenant.roleAssignments.values()].some(
        ({ principalId }) => principalId === place.administrator.objectId,
      ),
    ).toBe(false);
  });

  it('gives the billing roles of both agreements', { timeout: 240_000 }, async () => {
    const billing = 'https://management.azure.com/providers/Microsoft.Billing/billingAccounts';
    const [ea, mca] = [
      `/providers/Microsoft.Billing/billingAccounts/${enrolment.name}/billingRoleDefinitions/24f8edb6-1668-4659-b5e2-40bb5f3a7d7e`,
      `/providers/Microsoft.Billing/billingAccounts/${customer.name}/billingRoleDefinitions/50000000-aaaa-bbbb-cccc-100000000002`,
    ];
    const body = (roleDefinitionId: string) =>
      JSON.stringify({
        properties: {
          principalId: servicePrincipal.id,
          principalTenantId: tenant.id,
          roleDefinitionId,
        },
      });
    const { lines, stderr } = await run(
      place.root,
      'billing',
      `az billing account list --query "[].agreementType" -o tsv
az rest --method put --url "${billing}/${enrolment.name}/billingRoleAssignments/5b1b6f9e-0f0e-4a3b-8a64-0f5c3c3f1c11?api-version=2019-10-01-preview" --body '${body(ea)}' --query properties.principalId -o tsv
az rest --method post --url "${billing}/${customer.name}/createBillingRoleAssignment?api-version=2019-10-01-preview" --body '${body(mca)}' --query properties.principalId -o tsv
az rest --method get --url "${billing}/7654321?api-version=2020-05-01"`,
      1,
    );
    expect(lines).toEqual([
      'EnterpriseAgreement',
      'MicrosoftCustomerAgreement',
      servicePrincipal.id,
      servicePrincipal.id,
    ]);
    expect(stderr).toContain('NotFound');
  });
});
