import type { PolicyDecisions } from '../../../evidence/aws/_shared/policy-decisions.ts';

/** A limit from outside of the role's own policies. */
export type Limit = 'organization' | 'boundary';

/** What IAM's forecast refuses by a limit without having been told what the limit depends on. */
export interface Untold {
  actions: readonly string[];
  /** Their services, and those of which nothing is refused. */
  refused: readonly string[];
  kept: readonly string[];
  /** A call that went through in this account though the forecast has it refused to everybody. */
  contradictedBy: string | undefined;
}

/**
 * Services that answer in one region, whatever the region of what they are about, so that policies
 * for regions leave them out, or name that one region. Whether such a policy leaves out S3, prices
 * and Savings Plans is a matter of taste: they say nothing of it.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
const globalServices = [
  'aws-portal,billing,budgets,ce,cloudfront,cur,health,iam,organizations,route53,sso,sts,support',
].flatMap((names) => names.split(','));
const eitherWay = ['kms', 'pricing', 's3', 'savingsplans', 'tag'];

const serviceOf = (action: string) => action.split(':')[0]?.toLowerCase() ?? '';
const isGlobal = (service: string) => globalServices.includes(service);
const isRegional = (service: string) => !isGlobal(service) && !eitherWay.includes(service);
const unique = (items: readonly string[]) => [...new Set(items)];
const without = (items: readonly string[], others: readonly string[]) => {
  const left = new Set(others);
  return items.filter((item) => !left.has(item));
};

/**
 * The refusals of a limit that are no proof, or undefined where they are.
 *
 * IAM evaluates the conditions of service control policies against a call of which it knows nothing,
 * and does not say so: `MissingContextValues` stays empty, and a policy for some regions refuses all
 * that was asked for none. Two things give it away:
 *
 * - the mark of such a policy: no action of any service that works in regions is left, while the
 *   services without regions are untouched. A policy that forbids something refuses this and that;
 * - a call of the same account that AWS answered a moment ago, and that the forecast has refused by
 *   the organization. What forbids it to everybody would have forbidden that one, too.
 *
 * Within that, an action stays a refusal where others of its service without regions are allowed:
 * no region explains that. An allow list of services without regions leaves the same mark as a
 * policy for regions; so does a policy on the caller's name that spares the reader: neither can be
 * told from outside, and “cannot tell” is the answer to both.
 *
 * Other conditions leave no mark at all: that a policy refuses one action without a certain tag, or
 * of a certain size, looks like a policy that refuses it, and what is found then asks its owner.
 * And none of this is about what is allowed: of conditions on other global keys (the organization
 * of what is used, the network) IAM's forecast takes no notice. An allowed action is not proven,
 * which only Spot's own call does: the check of the access decides. To call every member account
 * “cannot tell” for it would say nothing of any.
 *
 * Sources: https://github.com/aws/aws-sdk/issues/102, https://github.com/aws/aws-cli/issues/10525,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 *
 * @param calls Actions that AWS has just let through for whoever looks, in this account; for a
 * boundary those of the role itself.
 */
export function findUntold(
  answers: readonly PolicyDecisions[],
  limit: Limit,
  calls: readonly string[],
): Untold | undefined {
  const results = answers.flatMap(({ EvaluationResults }) => EvaluationResults);
  const cut = results
    .filter((result) => isCutBy(result, limit))
    .map(({ EvalActionName }) => EvalActionName);
  if (cut.length === 0) return undefined;
  const left = unique(
    results
      .filter(({ EvalDecision }) => EvalDecision === 'allowed')
      .map(({ EvalActionName }) => serviceOf(EvalActionName)),
  );
  const kept = new Set(left);
  const refused = unique(cut.map(serviceOf));
  const contradictedBy = calls.find((call) =>
    cut.some((action) => action.toLowerCase() === call.toLowerCase()),
  );
  const isMarked =
    refused.filter(isRegional).length > 1 &&
    !left.some(isRegional) &&
    (left.some(isGlobal) || contradictedBy !== undefined);
  const isWhole = (service: string) => !kept.has(service);
  const isExplained = (action: string) => {
    const service = serviceOf(action);
    if (isMarked) return isRegional(service) || isWhole(service);
    return contradictedBy !== undefined && service === serviceOf(contradictedBy);
  };
  const actions = unique(cut.filter(isExplained));
  if (actions.length === 0) return undefined;
  return {
    actions,
    refused: unique(actions.map(serviceOf)),
    kept: without(left, refused),
    contradictedBy,
  };
}

type Result = PolicyDecisions['EvaluationResults'][number];

/** Whether a limit refuses, and nothing that IAM missed is said to be the reason. */
function isCutBy(result: Result, limit: Limit): boolean {
  if ((result.MissingContextValues ?? []).length > 0) return false;
  return limit === 'organization'
    ? result.OrganizationsDecisionDetail?.AllowedByOrganizations === false
    : result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false;
}
