import {
  billingAccounts,
  billingInfo,
  project,
  services,
  visibleProjects,
} from '../../evidence/gcp/index.ts';
import { allPages } from './clients.ts';
import { addresses, gcpCollector } from './gcp-collector.ts';

export const projectCollector = gcpCollector(project, ({ client, inputs }) =>
  client.get(addresses.project(inputs)),
);

export const visibleProjectsCollector = gcpCollector(visibleProjects, ({ client }) =>
  allPages(
    client,
    `${addresses.resourceManager}/v1/projects?filter=lifecycleState:ACTIVE&pageSize=500`,
    'projects',
    500,
  ),
);

export const billingInfoCollector = gcpCollector(billingInfo, ({ client, inputs }) =>
  client.get(`https://cloudbilling.googleapis.com/v1/projects/${inputs.projectId}/billingInfo`),
);

export const billingAccountsCollector = gcpCollector(billingAccounts, async ({ client }) => {
  const accounts = await allPages(
    client,
    'https://cloudbilling.googleapis.com/v1/billingAccounts',
    'billingAccounts',
  );
  return accounts.filter((account) => (account as { open?: boolean }).open === true);
});

export const servicesCollector = gcpCollector(services, ({ client, inputs }) =>
  allPages(
    client,
    `https://serviceusage.googleapis.com/v1/projects/${inputs.projectId}/services?filter=state:ENABLED&pageSize=200`,
    'services',
  ),
);
