import type { World } from '../../world.ts';
import { iamArn, principalArnOf, roleArnOf } from '../arn.ts';
import type { Permission } from '../service.ts';
import type { PolicyDocument } from '../state.ts';
import { conditionsHold } from './conditions.ts';
import { type Caller, contextOf, globalContext, type RequestContext } from './context.ts';
import {
  matchesAction,
  matchesPrincipal,
  matchesResource,
  type PrincipalMatch,
  type PrincipalNames,
} from './match.ts';
import {
  type CallerPolicies,
  type Layer,
  layerNames,
  type PolicySource,
  policiesOf,
  policiesOnCall,
} from './policies.ts';
import { type Statement, statementsOf } from './statements.ts';

/** What the policies say about one permission. */
export interface Decision {
  outcome: 'allowed' | 'explicitDeny' | 'implicitDeny';
  allowed: boolean;
  /** The kind of policy that decided against it. */
  deniedBy?: Layer;
  /**
   * End of AWS's sentence, e.g. `because no identity-based policy allows the iam:GetRole action`;
   * empty when allowed.
   */
  reason: string;
  /** Policies whose statements decided: the denying ones, else the allowing ones. */
  matched: PolicySource[];
  /** Undefined outside an organization (and in its management account). */
  allowedByOrganizations?: boolean;
  /** Undefined without a boundary. */
  allowedByBoundary?: boolean;
}

export interface Evaluation {
  world: World;
  caller: Caller;
  permission: Permission;
  /**
   * All condition keys of the request. Default: the global keys for us-east-1 and the permission's
   * own.
   */
  context?: RequestContext;
  /** Default: what binds the caller in this world. */
  policies?: CallerPolicies;
}

/**
 * Decides one permission as AWS does. Our own, since the open libraries that evaluate IAM policies
 * are under the AGPL (https://github.com/cloud-copilot/iam-simulate). A deny anywhere wins; then
 * service control policies, the policy of a VPC endpoint, resource policy and identity policies (either
 * one within an account, both across accounts), permissions boundary and session policy must all allow.
 * Resource control policies only deny: `RCPFullAWSAccess` is always there.
 */
export function evaluate({ world, caller, permission, ...rest }: Evaluation): Decision {
  const context =
    rest.context ??
    contextOf({ ...globalContext(world, caller, { region: 'us-east-1' }), ...permission.context });
  const policies = rest.policies ?? {
    ...policiesOf(world, caller),
    ...policiesOnCall(world, caller, permission),
  };
  const names = { ...namesOf(caller), hasBoundary: policies.boundary !== undefined };
  const resource = resourceVerdict(permission, names, context);
  const verdict = (sources: PolicySource[]) => verdictOf(sources, permission, context);
  const named = (sources: PolicySource[]) => verdictOf(sources, permission, context, names);
  const verdicts = {
    scp: policies.scp && everyLevel(policies.scp.map(verdict)),
    rcp: policies.rcp && named(policies.rcp),
    endpoint: policies.endpoint && named(policies.endpoint),
    resource,
    identity: verdict(policies.identity),
    boundary: policies.boundary && verdict(policies.boundary),
    session: policies.session && verdict(policies.session),
  };
  const limits = {
    ...(verdicts.scp && { allowedByOrganizations: allows(verdicts.scp) }),
    ...(verdicts.boundary && { allowedByBoundary: allows(verdicts.boundary) }),
  };
  const denied = denyOf(verdicts);
  if (denied) return { ...denied, ...limits };
  const missing = missingAllow(caller, permission, verdicts);
  if (missing) {
    const reason = `because no ${layerNames[missing]} allows the ${permission.action} action`;
    return {
      outcome: 'implicitDeny',
      allowed: false,
      deniedBy: missing,
      reason,
      matched: [],
      ...limits,
    };
  }
  return {
    outcome: 'allowed',
    allowed: true,
    reason: '',
    matched: [...verdicts.identity.allow, ...resource.allow],
    ...limits,
  };
}

/**
 * Whether a resource policy lets an AWS service do something, e.g. `billingreports.amazonaws.com`
 * write to a bucket, and no resource control policy over it refuses.
 */
export function serviceIsAllowed(
  request: {
    policy: PolicyDocument | undefined;
    service: string;
    action: string;
    resource: string;
    rcps?: readonly PolicyDocument[];
  },
  context: Readonly<Record<string, string | string[]>>,
): boolean {
  const permission = {
    action: request.action,
    resource: request.resource,
    resourcePolicy: request.policy,
  };
  const names = { arns: [], account: [], services: [request.service], hasBoundary: false };
  const values = {
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': request.service,
    'aws:SecureTransport': 'true',
    ...context,
  };
  const rcps = (request.rcps ?? []).map<PolicySource>((document) => ({
    layer: 'rcp',
    id: 'resource control policy',
    document,
  }));
  const keys = contextOf(values);
  return (
    allows(resourceVerdict(permission, names, keys)) &&
    verdictOf(rcps, permission, keys, names).deny.length === 0
  );
}

/** The first explicit deny, with its reason. */
function denyOf(verdicts: Verdicts): Decision | undefined {
  for (const layer of Object.keys(layerNames) as Layer[]) {
    const matched = verdicts[layer]?.deny ?? [];
    if (matched.length === 0) continue;
    const name = layerNames[layer];
    const reason = `with an explicit deny in ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
    return { outcome: 'explicitDeny', allowed: false, deniedBy: layer, reason, matched };
  }
  return undefined;
}

interface Verdict {
  allow: PolicySource[];
  deny: PolicySource[];
}

interface ResourceVerdict extends Verdict {
  /** The most direct way in which an allowing statement names the caller. */
  match: PrincipalMatch;
  /**
   * Names the very user or session: then neither boundary nor session policy limits it by silence.
   */
  bypasses: { boundary: boolean; session: boolean };
}

type Verdicts = { [layer in Exclude<Layer, 'resource' | 'identity'>]?: Verdict } & {
  resource: ResourceVerdict;
  identity: Verdict;
};

const allows = ({ allow, deny }: Verdict) => allow.length > 0 && deny.length === 0;

/** These never work through identity policies alone, even within one account. */
const needsResourcePolicy = /^(sts:AssumeRole|kms:.*)$/i;

/** The first kind of policy that would have to allow and does not. */
function missingAllow(
  { account, credentials }: Caller,
  permission: Permission,
  verdicts: Verdicts,
): Layer | undefined {
  const { scp, endpoint, resource, identity, boundary, session } = verdicts;
  const isRoot = credentials.principal.type === 'root';
  const crossAccount = (permission.resourceAccount ?? account.id) !== account.id;
  const identityAllows = isRoot || identity.allow.length > 0;
  if (scp && !allows(scp)) return 'scp';
  if (endpoint && !allows(endpoint)) return 'endpoint';
  if (
    !resource.match &&
    (crossAccount || (permission.resourcePolicy && needsResourcePolicy.test(permission.action)))
  )
    return 'resource';
  const grantedByResource =
    !crossAccount && (resource.match === 'direct' || resource.match === 'anyone');
  if (!identityAllows && !grantedByResource) return 'identity';
  const bypasses = crossAccount ? { boundary: false, session: false } : resource.bypasses;
  if (boundary && !allows(boundary) && !bypasses.boundary) return 'boundary';
  if (session && !allows(session) && !bypasses.session) return 'session';
  return undefined;
}

/** Root, units and account must each allow; a deny of one of them wins. */
function everyLevel(levels: Verdict[]): Verdict {
  const allow = levels.flatMap((level) => level.allow);
  return {
    allow: levels.every((level) => level.allow.length > 0) ? allow : [],
    deny: levels.flatMap((level) => level.deny),
  };
}

/** With `names`, of policies that say whom they are about, as those of a resource do. */
function verdictOf(
  sources: PolicySource[],
  { action, resource }: Permission,
  context: RequestContext,
  names?: PrincipalNames,
): Verdict {
  const applies = (effect: Statement['effect']) => (source: PolicySource) =>
    statementsOf(source.document).some(
      (statement) =>
        statement.effect === effect &&
        (names === undefined || matchesPrincipal(statement, names) !== undefined) &&
        matchesAction(statement, action) &&
        matchesResource(statement, resource, context) &&
        conditionsHold(statement, context),
    );
  return { allow: sources.filter(applies('Allow')), deny: sources.filter(applies('Deny')) };
}

function resourceVerdict(
  { action, resource, resourcePolicy }: Permission,
  names: PrincipalNames,
  context: RequestContext,
): ResourceVerdict {
  const source: PolicySource = {
    layer: 'resource',
    id: 'resource policy',
    document: resourcePolicy ?? {},
  };
  const statements = resourcePolicy ? statementsOf(resourcePolicy) : [];
  const matching = statements
    .map((statement) => ({ statement, match: matchesPrincipal(statement, names) }))
    .filter(
      ({ statement, match }) =>
        match &&
        matchesAction(statement, action) &&
        matchesResource(statement, resource, context) &&
        conditionsHold(statement, context),
    );
  const allowing = matching.filter(({ statement }) => statement.effect === 'Allow');
  const namesDirectly = (arn: string | undefined) =>
    arn !== undefined &&
    allowing.some(({ statement }) => statement.principals?.AWS?.includes(arn) ?? false);
  const session = namesDirectly(names.arns.find((arn) => arn.includes(':assumed-role/')));
  return {
    allow: allowing.length > 0 ? [source] : [],
    deny: matching.some(({ statement }) => statement.effect === 'Deny') ? [source] : [],
    match: (['direct', 'anyone', 'account'] as const).find((kind) =>
      allowing.some(({ match }) => match === kind),
    ),
    bypasses: {
      session,
      boundary: session || namesDirectly(names.arns.find((arn) => arn.includes(':user/'))),
    },
  };
}

function namesOf({ account, credentials }: Caller): Omit<PrincipalNames, 'hasBoundary'> {
  const { principal } = credentials;
  const role = principal.type === 'role' ? account.roles.get(principal.name) : undefined;
  return {
    arns: [principalArnOf(account, credentials), ...(role ? [roleArnOf(account, role)] : [])],
    account: [iamArn(account, 'root'), account.id],
    services: [],
  };
}
