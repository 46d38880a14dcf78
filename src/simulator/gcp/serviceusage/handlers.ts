import { randomUUID } from 'node:crypto';
import { isBilled } from '../authorization/consumer.ts';
import { isAllowed } from '../authorization/evaluate.ts';
import {
  denied,
  errorInfo,
  failedPrecondition,
  type GcpError,
  invalidArgument,
  notFound,
  permissionDenied,
  preconditionFailure,
} from '../errors.ts';
import { findProject } from '../resources.ts';
import type { Call, GcpService } from '../service.ts';
import type { GcpProject } from '../state.ts';
import { billed, catalogue } from './catalogue.ts';

const host = 'serviceusage.googleapis.com';

/**
 * The project of the path, if the caller has the permission there. Source of the wordings: texts
 * quoted in public issues of gcloud and Terraform.
 */
function requireProject(
  call: Call,
  permission: string,
  sentence: (container: string) => string,
): GcpProject {
  const wanted = call.params.project ?? '';
  const project = findProject(call.world, wanted);
  if (project && isAllowed(call.world, call.caller, permission, { node: project })) return project;
  throw denied(
    sentence(`projects/${project?.number ?? wanted}`),
    errorInfo('AUTH_PERMISSION_DENIED', host),
  );
}

function view(project: GcpProject, name: string): object {
  return {
    name: `projects/${project.number}/services/${name}`,
    config: {
      name,
      title: catalogue.get(name) ?? name,
      documentation: {},
      usage: {},
      authentication: {},
      quota: {},
    },
    state: project.services.has(name) ? 'ENABLED' : 'DISABLED',
    parent: `projects/${project.number}`,
  };
}

function unknownServices(names: readonly string[]): GcpError {
  const list = names.join(',');
  return denied(
    `Not found or permission denied for service(s): ${list}.`,
    preconditionFailure({ type: 'googleapis.com', subject: `?error_code=220002&services=${list}` }),
    errorInfo('SERVICE_CONFIG_NOT_FOUND_OR_PERMISSION_DENIED', host, { services: list }),
  );
}

function requireBilling(call: Call, project: GcpProject, names: readonly string[]): void {
  const needing = names.filter((name) => billed.has(name) && !project.services.has(name));
  if (needing.length === 0 || isBilled(call.world, project)) return;
  const list = needing.join(',');
  const linked = project.billingAccount !== undefined;
  const problem = linked ? 'is not open' : 'is not found';
  const reason = linked ? 'UREQ_PROJECT_BILLING_NOT_OPEN' : 'UREQ_PROJECT_BILLING_NOT_FOUND';
  const code = linked ? 390002 : 390001;
  throw failedPrecondition(
    `Billing account for project '${project.number}' ${problem}. Billing must be enabled for activation of service(s) '${list}' to proceed.`,
    preconditionFailure({
      type: 'googleapis.com/billing-enabled',
      subject: `?error_code=${code}&project=${project.number}&services=${list}`,
      description: `Billing account for project '${project.number}' ${problem}. Billing must be enabled for activation of service(s) '${list}' to proceed.`,
    }),
    errorInfo(reason, `${host}/billing-enabled`, { project: project.number, services: list }),
  );
}

/**
 * Turns APIs on. The operation is found done by whoever asks for it, as gcloud does at once; one
 * that has nothing to do is done already.
 */
function enable(
  call: Call,
  project: GcpProject,
  names: readonly string[],
  type: 'EnableServiceResponse' | 'BatchEnableServicesResponse',
): object {
  const unknown = names.filter((name) => !catalogue.has(name));
  if (unknown.length > 0) throw unknownServices(unknown);
  requireBilling(call, project, names);
  const missing = names.filter((name) => !project.services.has(name));
  const { world } = call;
  const since = world.clock.now() + world.gcp.propagation.services * 1000;
  for (const name of missing) project.services.set(name, since);
  const services = names.map((name) => view(project, name));
  const response = {
    '@type': `type.googleapis.com/google.api.serviceusage.v1.${type}`,
    ...(type === 'EnableServiceResponse' ? { service: services[0] } : { services }),
  };
  if (missing.length === 0) return { name: 'operations/noop.DONE_OPERATION', done: true, response };
  const name = `operations/ac${type === 'EnableServiceResponse' ? 'f' : 't'}.p2-${project.number}-${randomUUID()}`;
  world.gcp.operations.set(`${host}/${name}`, { name, host, doneAt: world.clock.now(), response });
  return { name };
}

/**
 * Each method takes a permission, on the operation too, which is that of its project:
 * https://cloud.google.com/service-usage/docs/access-control
 */
const getOperation = 'serviceusage.operations.get';

const enablingDenied = (names: string) => `Permission denied to enable service [${names}]`;

/** Service Usage v1. */
export const serviceusage: GcpService = {
  name: 'serviceusage',
  host,
  title: 'Service Usage API',
  consumer: 'client',
  scopes: { write: ['https://www.googleapis.com/auth/service.management'] },
  operations: [
    {
      id: 'serviceusage.services.list',
      method: 'GET',
      path: '/v1/projects/{project}/services',
      run(call) {
        const project = requireProject(
          call,
          'serviceusage.services.list',
          (name) => `Permission denied to list services for consumer container [${name}]`,
        );
        const filter = call.query.get('filter') ?? '';
        const state = /^state:(ENABLED|DISABLED)$/.exec(filter)?.[1];
        if (filter !== '' && !state)
          throw invalidArgument(
            `Invalid filter: ${filter}. The allowed filters are state:ENABLED and state:DISABLED.`,
          );
        const names = [...new Set([...catalogue.keys(), ...project.services.keys()])].sort();
        const shown = names.filter(
          (name) => !state || (state === 'ENABLED') === project.services.has(name),
        );
        const services = shown.map((name) => view(project, name));
        return services.length > 0 ? { services } : {};
      },
    },
    {
      id: 'serviceusage.services.get',
      method: 'GET',
      path: '/v1/projects/{project}/services/{service}',
      run(call) {
        const { service = '' } = call.params;
        const project = requireProject(
          call,
          'serviceusage.services.get',
          () => `Permission denied to get service [${service}]`,
        );
        if (!catalogue.has(service)) throw unknownServices([service]);
        return view(project, service);
      },
    },
    {
      id: 'serviceusage.services.enable',
      method: 'POST',
      path: '/v1/projects/{project}/services/{service}:enable',
      run(call) {
        const { service = '' } = call.params;
        const project = requireProject(call, 'serviceusage.services.enable', () =>
          enablingDenied(service),
        );
        return enable(call, project, [service], 'EnableServiceResponse');
      },
    },
    {
      id: 'serviceusage.services.batchEnable',
      method: 'POST',
      path: '/v1/projects/{project}/services:batchEnable',
      run(call) {
        const names = Array.isArray(call.body.serviceIds) ? call.body.serviceIds.map(String) : [];
        if (names.length === 0 || names.length > 20)
          throw invalidArgument('The number of services to enable must be between 1 and 20.');
        const project = requireProject(call, 'serviceusage.services.enable', () =>
          enablingDenied(names.join(', ')),
        );
        return enable(call, project, names, 'BatchEnableServicesResponse');
      },
    },
    {
      id: 'serviceusage.services.disable',
      method: 'POST',
      path: '/v1/projects/{project}/services/{service}:disable',
      run(call) {
        const { service = '' } = call.params;
        const project = requireProject(
          call,
          'serviceusage.services.disable',
          () => `Permission denied to disable service [${service}]`,
        );
        if (!project.services.has(service)) {
          throw failedPrecondition(
            `The service ${service} is not enabled.`,
            errorInfo('SU_SERVICE_NOT_ENABLED', host, { service, project: project.number }),
          );
        }
        project.services.delete(service);
        const name = `operations/acf.p2-${project.number}-${randomUUID()}`;
        const type = 'type.googleapis.com/google.api.serviceusage.v1.DisableServiceResponse';
        const response = { '@type': type, service: view(project, service) };
        call.world.gcp.operations.set(`${host}/${name}`, {
          name,
          host,
          doneAt: call.world.clock.now(),
          response,
        });
        return { name };
      },
    },
    {
      id: 'serviceusage.operations.get',
      method: 'GET',
      path: '/v1/operations/{operation}',
      run(call) {
        const name = `operations/${call.params.operation}`;
        const operation = call.world.gcp.operations.get(`${host}/${name}`);
        const number = /\.p2-(\d+)-/.exec(name)?.[1];
        const project = number === undefined ? undefined : findProject(call.world, number);
        if (project && !isAllowed(call.world, call.caller, getOperation, { node: project }))
          throw permissionDenied(getOperation, name);
        if (!operation) throw notFound(`Operation not found: ${name}.`);
        const { response } = operation;
        return operation.doneAt <= call.world.clock.now()
          ? { name, done: true, response }
          : { name };
      },
    },
  ],
};
