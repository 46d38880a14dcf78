import { roleArnOf, uniqueId } from '../arn.ts';
import type { Call, Operation } from '../service.ts';
import type { IamRole } from '../state.ts';
import { encodeDocument } from './documents.ts';
import { constraintViolated, invalidInput } from './errors.ts';
import { type Input, optional, required } from './input.ts';
import { roleSpreadsIn, seconds } from './state.ts';

/**
 * Names that services give to their role. Services this project does not meet are left out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const roleNames: Readonly<Record<string, string>> = {
  'spot.amazonaws.com': 'AWSServiceRoleForEC2Spot',
  'spotfleet.amazonaws.com': 'AWSServiceRoleForEC2SpotFleet',
  'autoscaling.amazonaws.com': 'AWSServiceRoleForAutoScaling',
  'ecs.amazonaws.com': 'AWSServiceRoleForECS',
};

const path = (service: string) => `/aws-service-role/${service}/`;

/** A service name as IAM takes it. Throws ValidationError. */
function serviceName(input: Input): string {
  const name = required(input, 'AWSServiceName');
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw constraintViolated(
      'aWSServiceName',
      name,
      'satisfy regular expression pattern: [\\w+=,.@-]+',
    );
  }
  return name;
}

/**
 * Puts a service's role into an account, as IAM does. The trust policy names the service; its
 * permissions are the service's affair.
 */
export function addServiceLinkedRole(
  account: Call['account'],
  service: string,
  createdAt: number,
): IamRole {
  const name = roleNames[service];
  if (!name)
    throw new Error(
      `The simulated IAM knows no service-linked role of ${service}. Add it to src/simulator/aws/iam/service-linked-roles.ts.`,
    );
  const role: IamRole = {
    name,
    path: path(service),
    id: uniqueId('AROA'),
    createdAt,
    effectiveAt: createdAt + roleSpreadsIn,
    maxSessionDuration: 3600,
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    inlinePolicies: new Map(),
    attachedPolicies: [],
    tags: {},
  };
  account.roles.set(name, role);
  return role;
}

const createServiceLinkedRole: Operation = {
  permissions(input: Input, { account }) {
    const service = serviceName(input);
    const resource = roleArnOf(account, {
      path: path(service),
      name: roleNames[service] ?? `AWSServiceRoleFor${service.split('.')[0]}`,
    });
    return [
      {
        action: 'iam:CreateServiceLinkedRole',
        resource,
        context: { 'iam:AWSServiceName': service },
      },
    ];
  },
  run(input: Input, call) {
    const service = serviceName(input);
    const name = roleNames[service];
    if (!name)
      throw invalidInput(`Service Linked Role is not supported for the service ${service}`);
    if (optional(input, 'CustomSuffix') !== undefined)
      throw invalidInput(`Custom suffix is not allowed for ${service}`);
    if (call.account.roles.has(name)) {
      throw invalidInput(
        `Service role name ${name} has been taken in this account, please try a different suffix.`,
      );
    }
    const role = addServiceLinkedRole(call.account, service, call.world.clock.now());
    return {
      Role: {
        Path: role.path,
        RoleName: role.name,
        RoleId: role.id,
        Arn: roleArnOf(call.account, role),
        CreateDate: seconds(role.createdAt),
        AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
      },
    };
  },
};

/** The simulated accounts have no alias. */
const listAccountAliases: Operation = {
  permissions: () => [{ action: 'iam:ListAccountAliases', resource: '*' }],
  run: () => ({ AccountAliases: [], IsTruncated: false }),
};

export const serviceLinkedRoleOperations = {
  CreateServiceLinkedRole: createServiceLinkedRole,
  ListAccountAliases: listAccountAliases,
};
