import type { World } from '../../world.ts';
import { awsManagedPolicy } from '../managed-policies.ts';
import { attachedScps, organizationOf, pathTo, rcpsOver } from '../organization.ts';
import type { Permission } from '../service.ts';
import type { AwsAccount, PolicyDocument } from '../state.ts';
import type { Caller } from './context.ts';

/** Kinds of policies in the words of AWS's refusals. */
export const layerNames = {
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
  resource: 'resource-based policy',
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
} as const;

export type Layer = keyof typeof layerNames;

/** A policy that has a say, with a name to point at it. */
export interface PolicySource {
  layer: Layer;
  id: string;
  document: PolicyDocument;
}

/** All policies that bind a caller. A missing layer sets no limit; an empty one allows nothing. */
export interface CallerPolicies {
  identity: PolicySource[];
  boundary?: PolicySource[];
  session?: PolicySource[];
  /** By level: the root's, each unit's, the account's own. Every level must allow. */
  scp?: PolicySource[][];
  /** Those over what is acted upon, wherever the caller is from. */
  rcp?: PolicySource[];
  /** That of the VPC endpoint that the call leaves through. */
  endpoint?: PolicySource[];
}

/** Collects what binds a caller. Root has no identity policies and needs none. */
export function policiesOf(world: World, { account, credentials }: Caller): CallerPolicies {
  const { principal } = credentials;
  const scp = scpsOf(world, account.id);
  if (principal.type === 'root') return { identity: [], scp };
  const entity =
    principal.type === 'user'
      ? account.users.get(principal.name)
      : account.roles.get(principal.name);
  const inline = [...(entity?.inlinePolicies ?? [])].map(([id, document]) => ({
    layer: 'identity' as const,
    id,
    document,
  }));
  const attached = (entity?.attachedPolicies ?? []).flatMap((arn) =>
    managed(account, arn, 'identity'),
  );
  const sessionPolicy = principal.type === 'role' ? principal.sessionPolicy : undefined;
  return {
    identity: [...inline, ...attached],
    boundary: entity?.permissionsBoundary
      ? managed(account, entity.permissionsBoundary, 'boundary')
      : undefined,
    session: sessionPolicy && [{ layer: 'session', id: 'session policy', document: sessionPolicy }],
    scp,
  };
}

/**
 * The document a managed policy has now, customer-managed or AWS's own; undefined when there is
 * none of this ARN.
 */
export function managedDocument(account: AwsAccount, arn: string): PolicyDocument | undefined {
  const own = account.policies.get(arn);
  return own
    ? own.versions.get(own.defaultVersion)?.document
    : awsManagedPolicy(account.partition, arn);
}

function managed(account: AwsAccount, arn: string, layer: Layer): PolicySource[] {
  const document = managedDocument(account, arn);
  return document ? [{ layer, id: arn.slice(arn.lastIndexOf('/') + 1), document }] : [];
}

/**
 * Services whose resources resource control policies bind, of those that are simulated.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 */
const boundByRcps = /^(s3|sts|kms|sqs|secretsmanager):/i;

/**
 * What binds one call besides the caller's own policies: the rules over what is acted upon, and those of the network that
 * the call comes from. IAM's simulation knows neither.
 */
export function policiesOnCall(
  world: World,
  { account, credentials }: Caller,
  { action, resourceAccount = account.id }: Permission,
): Pick<CallerPolicies, 'rcp' | 'endpoint'> {
  const rcps = boundByRcps.test(action) ? rcpsOver(world.aws, resourceAccount) : [];
  const { endpoint } = credentials;
  return {
    ...(rcps.length > 0 && {
      rcp: rcps.map(({ name, document }) => ({ layer: 'rcp', id: name, document })),
    }),
    ...(endpoint && {
      endpoint: [{ layer: 'endpoint', id: endpoint.id, document: endpoint.policy }],
    }),
  };
}

/**
 * Service control policies bind members of an organization with all features, level by level; never
 * the management account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
function scpsOf(world: World, accountId: string): PolicySource[][] | undefined {
  const organization = organizationOf(world.aws, accountId);
  if (
    !organization ||
    organization.managementAccountId === accountId ||
    organization.featureSet !== 'ALL'
  )
    return undefined;
  return pathTo(organization, accountId).map((target) =>
    attachedScps(organization, target).map(({ name, document }) => ({
      layer: 'scp',
      id: name,
      document,
    })),
  );
}
