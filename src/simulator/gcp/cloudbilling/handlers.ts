import { isBilled } from '../authorization/consumer.ts';
import { isAllowed } from '../authorization/evaluate.ts';
import { denied, invalidArgument } from '../errors.ts';
import { findProject } from '../resources.ts';
import type { Call, GcpService } from '../service.ts';
import type { BillingAccount, GcpProject } from '../state.ts';

const callerDenied = () => denied('The caller does not have permission');

function requireProject(call: Call, permission: string): GcpProject {
  const project = findProject(call.world, call.params.id ?? '');
  if (project && isAllowed(call.world, call.caller, permission, { node: project })) return project;
  throw callerDenied();
}

function requireAccount(call: Call, id: string, permission: string): BillingAccount {
  const account = call.world.gcp.billingAccounts.get(id);
  if (account && isAllowed(call.world, call.caller, permission, { policy: account.policy }))
    return account;
  throw callerDenied();
}

function billingInfo(call: Call, project: GcpProject): object {
  return {
    name: `projects/${project.projectId}/billingInfo`,
    projectId: project.projectId,
    ...(project.billingAccount
      ? { billingAccountName: `billingAccounts/${project.billingAccount}` }
      : {}),
    ...(isBilled(call.world, project) ? { billingEnabled: true } : {}),
  };
}

function accountView(account: BillingAccount): object {
  return {
    name: `billingAccounts/${account.id}`,
    ...(account.open ? { open: true } : {}),
    displayName: account.displayName,
    masterBillingAccount: '',
  };
}

/** Links a project to a billing account, or unlinks it when the name is empty. */
function updateBillingInfo(call: Call): object {
  const name = String(call.body.billingAccountName ?? '');
  if (name === '') {
    const project = requireProject(call, 'resourcemanager.projects.deleteBillingAssignment');
    delete project.billingAccount;
    return billingInfo(call, project);
  }
  const id = /^billingAccounts\/([0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6})$/.exec(name)?.[1];
  if (!id) throw invalidArgument('Request contains an invalid argument.');
  const project = requireProject(call, 'resourcemanager.projects.createBillingAssignment');
  project.billingAccount = requireAccount(call, id, 'billing.resourceAssociations.create').id;
  return billingInfo(call, project);
}

/** Cloud Billing v1. */
export const cloudbilling: GcpService = {
  name: 'cloudbilling',
  host: 'cloudbilling.googleapis.com',
  title: 'Cloud Billing API',
  consumer: 'client',
  scopes: {
    write: ['https://www.googleapis.com/auth/cloud-billing'],
    read: ['https://www.googleapis.com/auth/cloud-billing.readonly'],
  },
  operations: [
    {
      id: 'cloudbilling.projects.getBillingInfo',
      method: 'GET',
      path: '/v1/projects/{id}/billingInfo',
      run: (call) => billingInfo(call, requireProject(call, 'resourcemanager.projects.get')),
    },
    {
      id: 'cloudbilling.projects.updateBillingInfo',
      method: 'PUT',
      path: '/v1/projects/{id}/billingInfo',
      run: updateBillingInfo,
    },
    {
      id: 'cloudbilling.billingAccounts.list',
      method: 'GET',
      path: '/v1/billingAccounts',
      run(call) {
        const visible = [...call.world.gcp.billingAccounts.values()].filter(({ policy }) =>
          isAllowed(call.world, call.caller, 'billing.accounts.list', { policy }),
        );
        return visible.length > 0 ? { billingAccounts: visible.map(accountView) } : {};
      },
    },
    {
      id: 'cloudbilling.billingAccounts.get',
      method: 'GET',
      path: '/v1/billingAccounts/{account}',
      run: (call) =>
        accountView(requireAccount(call, call.params.account ?? '', 'billing.accounts.get')),
    },
    {
      id: 'cloudbilling.billingAccounts.projects.list',
      method: 'GET',
      path: '/v1/billingAccounts/{account}/projects',
      run(call) {
        const account = requireAccount(
          call,
          call.params.account ?? '',
          'billing.resourceAssociations.list',
        );
        const linked = [...call.world.gcp.projects.values()].filter(
          (project) => project.billingAccount === account.id,
        );
        return linked.length > 0
          ? { projectBillingInfo: linked.map((project) => billingInfo(call, project)) }
          : {};
      },
    },
  ],
};
