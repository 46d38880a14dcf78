import type { World } from '../../world.ts';
import { parseArn } from '../arn.ts';
import { parseOperator } from '../authorization/conditions.ts';
import type { Partition } from '../partitions.ts';
import type { AwsError } from '../service.ts';
import type { AwsAccount, PolicyDocument } from '../state.ts';

/** `trust`: the policy of a role that says who may assume it. */
export type PolicyKind = 'identity' | 'trust';

type Malformed = (message: string) => AwsError;

const syntaxErrors = 'Syntax errors in policy.';
const documentMembers = ['Version', 'Id', 'Statement'];
const statementMembers = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/**
 * Reads a policy document as IAM does. Throws what `malformed` makes of IAM's message: not JSON,
 * unknown or missing members, actions without a service, resources that are no ARN, condition
 * operators that do not exist.
 */
export function parsePolicy(text: unknown, kind: PolicyKind, malformed: Malformed): PolicyDocument {
  const document = typeof text === 'string' ? parseJson(text, malformed) : text;
  if (!isObject(document) || !onlyHas(document, documentMembers)) throw malformed(syntaxErrors);
  if (
    document.Version !== undefined &&
    document.Version !== '2012-10-17' &&
    document.Version !== '2008-10-17'
  )
    throw malformed(syntaxErrors);
  if (document.Statement === undefined) throw malformed('Missing required field Statement');
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (statements.length === 0) throw malformed(syntaxErrors);
  for (const statement of statements) checkStatement(statement, kind, malformed);
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined && sid !== '');
  if (new Set(sids).size < sids.length)
    throw malformed('Statement IDs (SID) in a single policy must be unique.');
  return document;
}

/**
 * Whether every principal of a trust policy can exist. Roles and users of accounts outside this
 * world cannot be looked up and pass.
 */
export function checkPrincipals(
  world: World,
  account: AwsAccount,
  document: PolicyDocument,
  malformed: Malformed,
): void {
  for (const statement of [document.Statement].flat() as { Principal: unknown }[]) {
    if (!isObject(statement.Principal)) continue;
    for (const [type, values] of Object.entries(statement.Principal)) {
      for (const value of list(values)) {
        const valid =
          type === 'AWS'
            ? isAwsPrincipal(world, account.partition, value)
            : type !== 'Service' || /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(value);
        if (!valid)
          throw malformed(
            `Invalid principal in policy: "${type === 'Service' ? 'SERVICE' : type}":"${value}"`,
          );
      }
    }
  }
}

function isAwsPrincipal(world: World, partition: Partition, principal: string): boolean {
  if (principal === '*' || /^\d{12}$/.test(principal)) return true;
  const arn = parseArn(principal);
  if (
    !arn ||
    arn.partition !== partition ||
    !/^\d{12}$/.test(arn.account) ||
    arn.region !== '' ||
    /[*?]/.test(principal)
  )
    return false;
  if (arn.service === 'sts') return /^(assumed-role|federated-user)\/.+/.test(arn.resource);
  if (arn.service !== 'iam') return false;
  if (arn.resource === 'root') return true;
  const [, kind, path, name = ''] = /^(user|role)(\/(?:.+\/)?)([^/]+)$/.exec(arn.resource) ?? [];
  if (!kind) return false;
  const other = world.aws.accounts.get(arn.account);
  if (!other) return true;
  if (other.partition !== partition) return false;
  return kind === 'user'
    ? path === '/' && other.users.has(name)
    : other.roles.get(name)?.path === path;
}

function checkStatement(statement: unknown, kind: PolicyKind, malformed: Malformed): void {
  if (!isObject(statement) || !onlyHas(statement, statementMembers)) throw malformed(syntaxErrors);
  const {
    Sid,
    Effect,
    Principal,
    NotPrincipal,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition,
  } = statement;
  if (Effect === undefined) throw malformed('Missing required field Effect');
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed(syntaxErrors);
  if (Sid !== undefined && typeof Sid !== 'string') throw malformed(syntaxErrors);
  if (typeof Sid === 'string' && !/^[0-9A-Za-z]*$/.test(Sid)) {
    throw malformed(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  for (const [one, other] of [
    [Action, NotAction],
    [Resource, NotResource],
    [Principal, NotPrincipal],
  ]) {
    if (one !== undefined && other !== undefined) throw malformed(syntaxErrors);
  }
  const actions = texts(Action ?? NotAction, malformed);
  if (actions.length === 0)
    throw malformed(
      kind === 'trust' ? 'Missing required field Action' : 'Policy statement must contain actions.',
    );
  if (actions.some((action) => action !== '*' && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action))) {
    throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  }
  checkConditions(Condition, malformed);
  if (kind === 'trust') checkTrust(statement, actions, malformed);
  else checkIdentity(statement, malformed);
}

/** What a trust policy has beyond actions and conditions: principals, and no resources. */
function checkTrust(
  { Principal, NotPrincipal, Resource, NotResource }: Record<string, unknown>,
  actions: string[],
  malformed: Malformed,
): void {
  if (Resource !== undefined || NotResource !== undefined)
    throw malformed('Has prohibited field Resource');
  if (NotPrincipal !== undefined) throw malformed('Has prohibited field NotPrincipal');
  if (Principal === undefined) throw malformed('Missing required field Principal');
  if (
    Principal !== '*' &&
    (!isObject(Principal) || !onlyHas(Principal, ['AWS', 'Service', 'Federated']))
  )
    throw malformed(syntaxErrors);
  if (isObject(Principal)) for (const values of Object.values(Principal)) texts(values, malformed);
  if (actions.some((action) => !/^sts:/i.test(action)))
    throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
}

/** What an identity policy has beyond actions and conditions: resources, and no principals. */
function checkIdentity(
  { Principal, NotPrincipal, Resource, NotResource }: Record<string, unknown>,
  malformed: Malformed,
): void {
  if (Principal !== undefined || NotPrincipal !== undefined)
    throw malformed('Policy document should not specify a principal.');
  const resources = texts(Resource ?? NotResource, malformed);
  if (resources.length === 0) throw malformed('Policy statement must contain resources.');
  const bad = resources.find(
    (resource) => resource !== '*' && !/^arn:[^:]*:[^:]+:[^:]*:[^:]*:.+$/s.test(resource),
  );
  if (bad !== undefined) throw malformed(`Resource ${bad} must be in ARN format or "*".`);
}

function checkConditions(condition: unknown, malformed: Malformed): void {
  if (condition === undefined) return;
  if (!isObject(condition)) throw malformed(syntaxErrors);
  for (const [operator, keys] of Object.entries(condition)) {
    if (!parseOperator(operator)) throw malformed(`Invalid Condition type : ${operator}.`);
    if (!isObject(keys)) throw malformed(syntaxErrors);
    for (const [key, values] of Object.entries(keys)) {
      if (!key.includes(':'))
        throw malformed(
          'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
        );
      if (
        (Array.isArray(values) ? values : [values]).some(
          (value) => !['string', 'number', 'boolean'].includes(typeof value),
        )
      ) {
        throw malformed(syntaxErrors);
      }
    }
  }
}

function parseJson(text: string, malformed: Malformed): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(syntaxErrors);
  }
}

function texts(value: unknown, malformed: Malformed): string[] {
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (values.some((item) => typeof item !== 'string')) throw malformed(syntaxErrors);
  return values;
}

const list = (value: unknown) => (Array.isArray(value) ? value : [value]) as string[];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function onlyHas(value: Record<string, unknown>, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}

/** Characters that count towards IAM's size limits: all but white space. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}

/** A document as IAM's answers carry it: JSON, percent-encoded by RFC 3986. */
export function encodeDocument(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
