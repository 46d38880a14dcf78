import { randomBytes } from 'node:crypto';
import type { World } from '../../world.ts';
import { denied, errorInfo } from '../errors.ts';
import { effectiveRules } from '../orgpolicy/evaluate.ts';
import { findProject } from '../resources.ts';
import type { Caller, GcpService } from '../service.ts';
import type { GcpProject } from '../state.ts';

/**
 * What an organization sets above every role: refuses a call to a service that an organization policy does
 * not allow in the project of the path, or that a perimeter restricts for callers outside of it.
 */
export function passGuardrails(
  world: World,
  caller: Caller,
  service: GcpService,
  resourceProject: string | undefined,
): void {
  const project = resourceProject === undefined ? undefined : findProject(world, resourceProject);
  if (!project) return;
  requireAllowedService(world, service, project);
  requireInsidePerimeter(world, caller, service, project);
}

const constraint = 'gcp.restrictServiceUsage';

/** Source: https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources. */
function requireAllowedService(world: World, { host }: GcpService, project: GcpProject): void {
  const rules = effectiveRules(world, project, constraint);
  const names = (values: string[] = []) => values.map((value) => value.replace(/^is:/, ''));
  const isAllowed =
    rules.length === 0 ||
    (!rules.some(({ denyAll, values }) => denyAll || names(values?.deniedValues).includes(host)) &&
      rules.some(
        ({ allowAll, values }) =>
          allowAll ||
          values?.allowedValues === undefined ||
          names(values.allowedValues).includes(host),
      ));
  if (isAllowed) return;
  throw denied(
    `Request is disallowed by organization's constraints/${constraint} constraint for 'projects/${project.number}' attempting to use service '${host}'.`,
    errorInfo('RESOURCE_USAGE_RESTRICTION_VIOLATED', 'googleapis.com', {
      consumer: `projects/${project.number}`,
      service: host,
    }),
  );
}

/** Source: https://cloud.google.com/vpc-service-controls/docs/troubleshooting. */
function requireInsidePerimeter(
  world: World,
  { kind, email }: Caller,
  { host }: GcpService,
  { projectId, number }: GcpProject,
): void {
  const keptOut = world.gcp.perimeters.some(
    ({ projects, restrictedServices, allowedMembers }) =>
      projects.includes(projectId) &&
      restrictedServices.includes(host) &&
      !allowedMembers.includes(`${kind}:${email}`),
  );
  if (!keptOut) return;
  const uid = randomBytes(42).toString('base64url');
  throw denied(
    `Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: ${uid}`,
    {
      '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
      violations: [{ type: 'VPC_SERVICE_CONTROLS', description: uid }],
    },
    errorInfo('SECURITY_POLICY_VIOLATED', 'googleapis.com', {
      uid,
      consumer: `projects/${number}`,
      service: host,
    }),
  );
}
