import type { PolicyDecisions } from '../../../evidence/aws/_shared/policy-decisions.ts';
import type { Judge, OtherCommand } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import type { Refusal } from '../_policy/decisions.ts';
import { findUntold, type Limit, type Untold } from '../_policy/untold.ts';

interface Subject {
  accountId: string;
  /** ARN of the role. */
  arn: string;
  boundary: string | undefined;
  /** The management account, where it is known. */
  manager: string | undefined;
  /** What works as the role. */
  product: string;
  /** How IAM can be asked about a region, where it was asked about none. */
  askAgain?: readonly OtherCommand[];
}

/**
 * Says of which refusals IAM's forecast does not know enough, and who can settle it; gives back the
 * others.
 *
 * @param calls See {@link findUntold}.
 */
export function judgeUntold(
  refusals: readonly Refusal[],
  answers: readonly PolicyDecisions[],
  calls: readonly string[],
  subject: Subject,
  judge: Pick<Judge<unknown>, 'cannotTell'>,
): Refusal[] {
  const limits = [
    { limit: 'organization', untold: findUntold(answers, 'organization', calls) },
    { limit: 'boundary', untold: findUntold(answers, 'boundary', []) },
  ] as const;
  const isUntold = ({ action, cause }: Refusal) =>
    limits.some(({ limit, untold }) => limit === cause && untold?.actions.includes(action));
  for (const { limit, untold } of limits)
    if (untold && refusals.some((one) => one.cause === limit && isUntold(one)))
      judge.cannotTell(describe(limit, untold, subject), [...(subject.askAgain ?? [])]);
  return refusals.filter((refusal) => !isUntold(refusal));
}

const list = (items: readonly string[]) => items.join(', ');

function describe(limit: Limit, untold: Untold, subject: Subject): string {
  const { accountId, arn, boundary, manager, product, askAgain } = subject;
  const policy =
    limit === 'organization'
      ? 'a service control policy (SCP) of the organization'
      : `the permissions boundary${boundary ? ` ${boundary}` : ''}`;
  const owner =
    limit === 'organization'
      ? `an administrator of the organization${manager ? ` (management account ${manager})` : ''}`
      : 'whoever set the boundary';
  const mark = untold.contradictedBy
    ? `Yet AWS has just answered ${untold.contradictedBy} in this account, so the policy refuses on a condition: most often on the region`
    : 'That is the mark of a condition on the region';
  const sentence =
    limit === 'organization'
      ? `Does a service control policy above account ${accountId} refuse ${arn} anything in the regions that we use? If it does, please except this role.`
      : `Does the permissions boundary${boundary ? ` ${boundary}` : ''} allow ${arn} to work in the regions that we use? If not, please add them.`;
  return [
    `By IAM's forecast, ${policy} refuses the role everything of ${list(untold.refused)}${untold.kept.length > 0 ? `, and nothing of ${list(untold.kept)}` : ''}.`,
    `${mark}; the forecast ${askAgain ? 'was asked about no region, and' : 'knows one region at most, and'} takes a call without an allowed one for forbidden. Where the region is allowed, ${product} works as it should: this is no reason to ask for an exception for ${untold.actions.length} actions.`,
    ...(limit === 'boundary' && boundary
      ? [
          `The boundary can be read: aws iam get-policy-version --policy-arn ${quote(boundary)} --version-id "$(aws iam get-policy --policy-arn ${quote(boundary)} --query Policy.DefaultVersionId --output text)".`,
        ]
      : []),
    ...(askAgain
      ? [
          'To settle it, ask IAM again with the command below and a region in which your servers run: an answer that allows everything shows that the policy lets that region be.',
        ]
      : []),
    `Or ask ${owner}: “${sentence}”`,
  ].join(' ');
}
