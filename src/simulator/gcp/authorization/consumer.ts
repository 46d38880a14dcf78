import type { World } from '../../world.ts';
import { denied, type ErrorDetail, errorInfo, GcpError, help } from '../errors.ts';
import { findProject } from '../resources.ts';
import type { Caller, GcpService } from '../service.ts';
import type { GcpProject } from '../state.ts';
import { isAllowed } from './evaluate.ts';

/**
 * Project of the OAuth client behind `gcloud auth application-default login`; hardly any API is on
 * in it.
 */
const adcProject = '764086051850';

/**
 * Refuses a call to an API that is off. It must be on in the project that `X-Goog-User-Project`
 * names (the caller needs `serviceusage.services.use` there); without the header in the project of
 * the path, or, for APIs that go by the client, in the service account's own project. Users of
 * gcloud are covered by gcloud's own project, application default credentials by none. Source:
 * https://cloud.google.com/docs/quotas/quota-project.
 */
export function requireService(
  world: World,
  caller: Caller,
  service: GcpService,
  {
    resourceProject,
    quotaProject,
  }: { resourceProject: string | undefined; quotaProject: string | undefined },
): void {
  if (quotaProject !== undefined) {
    const project = findProject(world, quotaProject);
    if (!project || !isAllowed(world, caller, 'serviceusage.services.use', { node: project }))
      throw quotaProjectDenied(quotaProject, service);
    if (!isOn(world, project, service)) throw serviceDisabled(project, service);
  }
  if (service.consumer === 'resource') {
    const project = resourceProject === undefined ? undefined : findProject(world, resourceProject);
    if (!project) return;
    if (!isOn(world, project, service)) throw serviceDisabled(project, service);
    if (service.needsBilling && !isBilled(world, project)) throw billingDisabled(project, service);
    return;
  }
  if (quotaProject !== undefined) return;
  if (caller.kind === 'user' && caller.client === 'adc') throw needsQuotaProject(service);
  const own = caller.projectId === undefined ? undefined : findProject(world, caller.projectId);
  if (own && !isOn(world, own, service)) throw serviceDisabled(own, service);
}

function isOn(world: World, project: GcpProject, service: GcpService): boolean {
  const since = project.services.get(service.host);
  return since !== undefined && since <= world.clock.now();
}

/** Whether the project is linked to a billing account that is open. */
export function isBilled(world: World, project: GcpProject): boolean {
  return (
    project.billingAccount !== undefined &&
    world.gcp.billingAccounts.get(project.billingAccount)?.open === true
  );
}

function refusal(
  reason: string,
  consumer: string,
  service: GcpService,
  metadata: Record<string, string>,
  link: [string, string],
): ErrorDetail[] {
  return [
    errorInfo(reason, 'googleapis.com', {
      service: service.host,
      consumer: `projects/${consumer}`,
      ...metadata,
    }),
    help(...link),
  ];
}

/**
 * In the words and fields of the real API front end; gcloud reads the project and the API out of
 * the sentence.
 */
function serviceDisabled({ number }: GcpProject, service: GcpService): GcpError {
  const activationUrl = `https://console.developers.google.com/apis/api/${service.host}/overview?project=${number}`;
  const message = `${service.title} has not been used in project ${number} before or it is disabled. Enable it by visiting ${activationUrl} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const [info, links] = refusal(
    'SERVICE_DISABLED',
    number,
    service,
    { serviceTitle: service.title, containerInfo: number, activationUrl },
    ['Google developers console API activation', activationUrl],
  ) as [ErrorDetail, ErrorDetail];
  const localized = {
    '@type': 'type.googleapis.com/google.rpc.LocalizedMessage',
    locale: 'en-US',
    message,
  };
  return new GcpError('PERMISSION_DENIED', message, [info, localized, links], {
    domain: 'usageLimits',
    reason: 'accessNotConfigured',
  });
}

function billingDisabled({ number }: GcpProject, service: GcpService): GcpError {
  const url = `https://console.developers.google.com/billing/enable?project=${number}`;
  const message = `This API method requires billing to be enabled. Please enable billing on project #${number} by visiting ${url} then retry. If you enabled billing for this project recently, wait a few minutes for the action to propagate to our systems and retry.`;
  return denied(
    message,
    ...refusal('BILLING_DISABLED', number, service, { containerInfo: number }, [
      'Google developers console billing',
      url,
    ]),
  );
}

function quotaProjectDenied(project: string, service: GcpService): GcpError {
  const url = `https://console.developers.google.com/iam-admin/iam/project?project=${project}`;
  const message = `Caller does not have required permission to use project ${project}. Grant the caller the roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission, by visiting ${url} and then retry. Propagation of the new permission may take a few minutes.`;
  return denied(
    message,
    ...refusal('USER_PROJECT_DENIED', project, service, { containerInfo: project }, [
      'Google developer console IAM admin',
      url,
    ]),
  );
}

function needsQuotaProject(service: GcpService): GcpError {
  const message = `Your application is authenticating by using local Application Default Credentials. The ${service.host} API requires a quota project, which is not set by default. To learn how to set your quota project, see https://cloud.google.com/docs/authentication/adc-troubleshooting/user-creds .`;
  return denied(
    message,
    errorInfo('SERVICE_DISABLED', 'googleapis.com', {
      service: service.host,
      consumer: `projects/${adcProject}`,
    }),
  );
}
