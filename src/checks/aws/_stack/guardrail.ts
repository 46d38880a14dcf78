/** Why a stack failed, by its events. */
interface Failure {
  reason: string;
  hook?: { name: string };
}

/** A rule that somebody set on purpose and that stopped a stack. */
export interface Guardrail {
  kind: 'organization' | 'boundary' | 'hook' | 'session';
  /** As a sentence names it: `the CloudFormation Hook Acme::Guard::Roles`. */
  rule: string;
  /** Who may change it. */
  who: string;
}

/**
 * The rule that stopped a stack, by CloudFormation's words and those of the service that refused;
 * undefined where they name none. What makes the same without CloudFormation goes around a Hook, so
 * no fix may print it then.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html,
 * https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-concepts.html
 */
export function findGuardrail({ reason, hook }: Failure): Guardrail | undefined {
  const named = hook?.name ?? hookIn(reason);
  if (named)
    return {
      kind: 'hook',
      rule: `the CloudFormation Hook ${named}`,
      who: `whoever owns the CloudFormation Hook ${named}: mostly the platform or security team`,
    };
  const policy = /(service|resource) control policy(?:: (arn:[\w:/+=,.@-]+))?/i.exec(reason);
  if (policy)
    return {
      kind: 'organization',
      rule: `a ${policy[1]?.toLowerCase()} control policy of the organization${policy[2] ? ` (${policy[2]})` : ''}`,
      who: 'an administrator of the organization',
    };
  if (/permissions? boundary/i.test(reason))
    return {
      kind: 'boundary',
      rule: 'a permissions boundary of whoever created the stack',
      who: 'whoever set the boundary: a landing zone, or the security team',
    };
  if (/explicit deny in a session policy|no session policy allows/i.test(reason))
    return {
      kind: 'session',
      rule: 'the policy of the session that created the stack',
      who: 'whoever runs the tool that signs you in',
    };
  return undefined;
}

/** The Hook that a reason names; what CloudFormation checks by itself is nobody's rule. */
function hookIn(reason: string): string | undefined {
  const [, names = ''] =
    /The following hook\(s\)(?:\/validation)? failed: \[([^\]]+)\]/i.exec(reason) ?? [];
  return names
    .split(',')
    .map((name) => name.trim())
    .find((name) => name !== '' && !isOfAws(name));
}

/** Validation that CloudFormation brings along. */
export const isOfAws = (hookType: string) => hookType.startsWith('AWS::EarlyValidation::');

/** The sentence to send to whoever may change the rule. */
export function requestFor(
  { kind, rule }: Guardrail,
  { stackName, accountId, what }: { stackName: string; accountId: string; what: string },
): string {
  return kind === 'hook'
    ? `In account ${accountId}, ${rule} refuses the stack ${stackName}, which makes ${what}. Is that meant for this one? If not, please let it pass.`
    : `In account ${accountId}, ${rule} keeps the stack ${stackName} from making ${what}. Is that meant for this one? If not, please except it, or have somebody make it who may.`;
}
