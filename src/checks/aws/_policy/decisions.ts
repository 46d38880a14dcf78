import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import type roleAccountAccess from '../../../evidence/aws/role-account-access.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { spend } from '../../budget.ts';
import groupBy from '../../group-by.ts';
import { conditionLines } from './conditions.ts';
import type { RequestContext } from './context.ts';
import { judgeStatements } from './evaluate.ts';

type Decisions = typeof roleAccountAccess extends EvidenceKind<infer T> ? T : never;
type Decision = Decisions['EvaluationResults'][number];

/**
 * What refuses an action. `unclear`: it depends on conditions that IAM's simulator was not told.
 */
export type Cause = 'organization' | 'boundary' | 'deny' | 'missing' | 'unclear';

export interface Refusal {
  action: string;
  cause: Cause;
  /** Condition keys the answer depends on; for `unclear`. */
  keys: readonly string[];
}

/** One question put to IAM's simulator. */
export interface Question {
  action: string;
  /** Left out where the action is about the whole account. */
  resource?: string;
}

/** What is known beside IAM's answers: policies of the one who acts, and how they will act. */
export interface KnownPolicies {
  documents: readonly PolicyDocument[];
  context: RequestContext;
}

/**
 * The first wins where there are several: a change of the role's own policies would not help. That
 * the organization or a boundary refuses is what IAM says; `untold.ts` has what it does not know.
 */
const byRank: readonly Cause[] = ['organization', 'boundary', 'deny', 'missing', 'unclear'];

/**
 * The refused among the questions, each with the one thing that refuses it, and the questions
 * without an answer. Of several answers to one question each has to allow it.
 *
 * IAM's “allowed” and “denied” hold for a call without the context that it names as missing: a Deny
 * for calls without MFA is overlooked, and an Allow in one region too. With such keys an answer is
 * unclear, unless `known` explains all of them and decides.
 */
export function findRefusals(
  decisions: Decisions,
  questions: readonly Question[],
  known: KnownPolicies = { documents: [], context: {} },
): { refusals: Refusal[]; unanswered: string[] } {
  const refusals: Refusal[] = [];
  const unanswered: string[] = [];
  const answers = groupBy(decisions.EvaluationResults.flatMap(listAnswers), nameOf);
  const explained = keysOf(known);
  for (const question of questions) {
    const ofAction = answers.get(question.action.toLowerCase()) ?? [];
    const mine = ofAction.filter((answer) => isAnswer(answer, question));
    if (mine.length === 0) unanswered.push(question.action);
    const [refusal] = mine
      .flatMap((answer) => judgeAnswer(answer, question, { ...known, explained }) ?? [])
      .sort((a, b) => byRank.indexOf(a.cause) - byRank.indexOf(b.cause));
    if (refusal) refusals.push(refusal);
  }
  return { refusals, unanswered };
}

/** IAM may say more of single resources, in a list of its own. */
function listAnswers(decision: Decision): Decision[] {
  const ofResources = (decision.ResourceSpecificResults ?? []).map((one) => ({
    ...decision,
    EvalResourceName: one.EvalResourceName,
    EvalDecision: one.EvalResourceDecision,
    MissingContextValues: one.MissingContextValues,
    PermissionsBoundaryDecisionDetail:
      one.PermissionsBoundaryDecisionDetail ?? decision.PermissionsBoundaryDecisionDetail,
  }));
  return [decision, ...ofResources];
}

const nameOf = ({ EvalActionName }: Decision) => EvalActionName.toLowerCase();

/** Of answers about its action. */
function isAnswer({ EvalResourceName }: Decision, { resource }: Question): boolean {
  spend(1);
  return resource === undefined || EvalResourceName === resource;
}

/** What the known policies ask for in their conditions, in small letters. */
const keysOf = ({ documents }: KnownPolicies): ReadonlySet<string> =>
  new Set(
    documents
      .flatMap(({ Statement }) => Statement)
      .flatMap(({ Condition }) => conditionLines(Condition).map(({ key }) => key.toLowerCase())),
  );

interface Explained extends KnownPolicies {
  /** Keys that stand in the conditions of these policies. */
  explained: ReadonlySet<string>;
}

function judgeAnswer(answer: Decision, question: Question, known: Explained): Refusal | undefined {
  const { action } = question;
  const keys = answer.MissingContextValues ?? [];
  const own = keys.length === 0 ? effectOf(answer) : settle(answer, question, known);
  if (own === 'unclear') return { action, cause: 'unclear', keys };
  if (answer.OrganizationsDecisionDetail?.AllowedByOrganizations === false)
    return { action, cause: 'organization', keys };
  if (answer.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false)
    return { action, cause: mayLimit(keys) ? 'unclear' : 'boundary', keys };
  return own === 'allowed' ? undefined : { action, cause: own, keys };
}

/** Whether what IAM was not told may stand in a boundary as well: keys that any policy may have. */
function mayLimit(keys: readonly string[]): boolean {
  return keys.some((key) => /^aws:/i.test(key));
}

type Effect = 'allowed' | 'deny' | 'missing' | 'unclear';

function effectOf({ EvalDecision }: Decision): Effect {
  if (EvalDecision === 'allowed') return 'allowed';
  return EvalDecision === 'explicitDeny' ? 'deny' : 'missing';
}

/** What the known policies say, where all keys that IAM lacked stand in them and nowhere else. */
function settle(
  answer: Decision,
  { action }: Question,
  { documents, context, explained }: Explained,
): Effect {
  const resource = answer.EvalResourceName ?? '*';
  if (!(answer.MissingContextValues ?? []).every((key) => explained.has(key.toLowerCase())))
    return 'unclear';
  const judged = documents.flatMap((document) =>
    judgeStatements(document, { action, resource: { text: resource }, context }),
  );
  const truths = (effect: 'Allow' | 'Deny') =>
    judged.filter(({ statement }) => statement.Effect === effect).map(({ applies }) => applies);
  const denies = truths('Deny');
  if (denies.includes('yes')) return 'deny';
  if (denies.includes('unknown')) return 'unclear';
  const allows = truths('Allow');
  if (allows.includes('yes')) return 'allowed';
  return allows.includes('unknown') ? 'unclear' : effectOf(answer);
}
