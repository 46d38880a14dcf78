import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import { spend } from '../../budget.ts';
import type { Actual, Reach } from './arn-patterns.ts';
import { evaluateConditions } from './conditions.ts';
import type { RequestContext } from './context.ts';
import { coversAction, coversResource } from './match.ts';
import { every, some, type Truth, toTruth } from './truth.ts';
import { languageOf } from './variables.ts';

/** What is asked of a policy. */
export interface PolicyRequest {
  /** Whether a statement is about who asks. Default: it is, as in policies that are somebody's. */
  covers?: (statement: PolicyStatement) => Truth;
  action: string;
  /** What it is asked of; left out for trust policies, which are about their role. */
  resource?: Actual;
  context: RequestContext;
}

/** A statement, and what becomes of it in a request. */
export interface Judged extends ReturnType<typeof evaluateConditions> {
  statement: PolicyStatement;
  /** Whether it is about who asks. */
  who: Truth;
  acts: Truth;
  reach: Reach;
  /** Whether it is about all that was asked. */
  applies: Truth;
  /** Whether it is about some of it. */
  touches: Truth;
}

const elements = new Set(
  'Sid,Effect,Principal,NotPrincipal,Action,NotAction,Resource,NotResource,Condition'.split(','),
);

/** Whether a statement holds nothing but what AWS describes, and no element beside its opposite. */
function isDescribed(statement: PolicyStatement): boolean {
  return (
    Object.keys(statement).every((element) => elements.has(element)) &&
    ['Principal', 'Action', 'Resource'].every(
      (element) => !(element in statement && `Not${element}` in statement),
    )
  );
}

/** What becomes of each statement of a policy. */
export function judgeStatements(document: PolicyDocument, request: PolicyRequest): Judged[] {
  return document.Statement.map((statement) => judgeStatement(document, statement, request));
}

/** What becomes of one statement of a policy, which is read as the policy's version says. */
export function judgeStatement(
  document: Pick<PolicyDocument, 'Version'>,
  statement: PolicyStatement,
  { covers, action, resource, context }: PolicyRequest,
): Judged {
  // Its elements are looked through, whatever they hold.
  spend(elements.size);
  const language = languageOf(document);
  const who = covers?.(statement) ?? 'yes';
  if (language === undefined || !isDescribed(statement)) {
    const reach: Reach = { all: 'unknown', some: 'unknown' };
    const applies: Truth = who === 'no' ? 'no' : 'unknown';
    const open = { truth: 'unknown' as const, failed: [], unknown: [], acts: 'unknown' as const };
    return { statement, who, ...open, reach, applies, touches: applies };
  }
  const { Action, NotAction, Resource, NotResource } = statement;
  // AWS takes no statement without an action, nor a policy about resources that names none.
  const acts: Truth = Action || NotAction ? toTruth(coversAction(statement, action)) : 'unknown';
  const reach: Reach =
    resource === undefined
      ? { all: 'yes', some: 'yes' }
      : Resource || NotResource
        ? coversResource(statement, resource, context, language)
        : { all: 'unknown', some: 'unknown' };
  const conditions = evaluateConditions(statement.Condition, context, language);
  const rest = [who, acts, conditions.truth];
  return {
    statement,
    who,
    acts,
    reach,
    ...conditions,
    applies: every([...rest, reach.all]),
    touches: every([...rest, reach.some]),
  };
}

/** Whether a policy, by itself, allows what is asked, and whether it denies it. */
export function decide(document: PolicyDocument, request: PolicyRequest) {
  const judged = judgeStatements(document, request);
  const by = (effect: PolicyStatement['Effect']) =>
    some(
      judged.filter(({ statement }) => statement.Effect === effect).map(({ applies }) => applies),
    );
  const [denied, allowed] = [by('Deny'), by('Allow')];
  const outcome: Truth =
    denied === 'yes' ? 'no' : every([denied === 'no' ? 'yes' : denied, allowed]);
  return { outcome, denied, allowed };
}
