import rolePolicies from '../../../evidence/aws/role-policies.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import { isOwnedByAws } from '../_policy/arns.ts';
import { findExcess, type Grant } from '../_policy/excess.ts';
import { generousPolicies, harmlessPolicies } from '../_policy/generous-policies.ts';
import { policyNameFor } from './documents.ts';
import { type Attached, deleteInlinePolicies, detachPolicies } from './fixes.ts';

type Texts = typeof rolePolicies extends EvidenceKind<infer T> ? T : never;

/** A policy of the role that allows more than is needed. */
export interface ExcessSource {
  name: string;
  /** Of an attached policy; none: written into the role. */
  arn?: string;
  /** What it allows beyond, as it is written there. */
  actions: readonly string[];
  /** Whether it denies something, too: what somebody set on purpose is not taken away with it. */
  denies: boolean;
}

const nameOf = (arn: string) => arn.split('/').at(-1) ?? arn;

/** AWS's own policies that are known by their names. */
const isKnown = (arn: string) =>
  isOwnedByAws(arn) && [...generousPolicies, ...harmlessPolicies].includes(nameOf(arn));

/** The texts as pairs of a source and a document. */
export function listTexts({ RolePolicies }: Texts) {
  return RolePolicies.map((policy) =>
    'RoleName' in policy
      ? { name: policy.PolicyName, arn: undefined, document: policy.PolicyDocument }
      : {
          name: nameOf(policy.PolicyArn),
          arn: policy.PolicyArn,
          document: policy.Text.PolicyVersion.Document,
        },
  );
}

/**
 * What the policies of a role allow beyond what is needed, and which of the attached ones nobody has
 * read. The guide's own, where its text is not seen, is taken for what its name says.
 */
export function findRoleExcess(
  texts: Evidence<Texts>,
  attached: Attached | undefined,
  needed: readonly Grant[],
  role: { roleName: string },
): { sources: ExcessSource[]; unread: string[]; isUnexplained: boolean } {
  const all = texts.status === 'found' ? listTexts(texts.value) : [];
  const sources = all
    .filter(({ arn }) => arn === undefined || !isKnown(arn))
    .map(({ name, arn, document }) => ({
      name,
      arn,
      actions: findExcess(document, needed),
      denies: document.Statement.some(({ Effect }) => Effect === 'Deny'),
    }))
    .filter(({ actions }) => actions.length > 0);
  const unread = (attached ?? [])
    .filter(
      ({ PolicyArn, PolicyName }) =>
        !all.some(({ arn }) => arn === PolicyArn) &&
        (texts.status === 'found' || (PolicyName !== policyNameFor(role) && !isKnown(PolicyArn))),
    )
    .map(({ PolicyName }) => PolicyName);
  // What the two lists do not share was lost in one of them, or has just changed.
  const unlisted = all.flatMap(({ arn, name }) =>
    arn && attached && !attached.some(({ PolicyArn }) => PolicyArn === arn) ? [name] : [],
  );
  // A role with nothing attached has its permissions from what is written into it.
  const isUnexplained = attached?.length === 0 && texts.status !== 'found';
  return { sources, unread: [...unread, ...unlisted], isUnexplained };
}

/** All texts that were seen. */
export function documentsOf(texts: Evidence<Texts>) {
  return texts.status === 'found' ? listTexts(texts.value).map(({ document }) => document) : [];
}

/** `iam:* (inline policy extra)`, for each source. */
export function describeExcess(sources: readonly ExcessSource[]): string {
  return sources
    .map(({ name, arn, actions }) => {
      const some = actions.slice(0, 8).join(', ');
      const more = actions.length > 8 ? ` and ${actions.length - 8} more` : '';
      return `${some}${more} (${arn ? 'attached policy' : 'inline policy'} ${name})`;
    })
    .join('; ');
}

/**
 * Commands that take these policies from the role, but for the guide's own and those that deny
 * something, too.
 */
export function removeExcess(roleName: string, all: readonly ExcessSource[]): string[] {
  const sources = all.filter(({ denies }) => !denies);
  const arns = sources.flatMap(({ name, arn }) =>
    arn && name !== policyNameFor({ roleName }) ? [arn] : [],
  );
  const inline = sources.flatMap(({ name, arn }) => (arn ? [] : [name]));
  return [...detachPolicies(roleName, arns), ...deleteInlinePolicies(roleName, inline)];
}

/** What is left to do by hand, as the end of a summary: policies that deny something, too. */
export function describeKept(sources: readonly ExcessSource[]): string {
  const kept = sources.filter(({ denies }) => denies).map(({ name }) => name);
  return kept.length > 0
    ? ` ${kept.join(', ')} denies something, too, and stays: have whoever wrote it take out what it allows.`
    : '';
}

/** Says which policies of a role nobody has read, and so may allow more than `product` needs. */
export function judgeUnread(
  { unread, isUnexplained }: Pick<ReturnType<typeof findRoleExcess>, 'unread' | 'isUnexplained'>,
  product: string,
  judge: Pick<Judge<unknown>, 'cannotTell'>,
) {
  if (unread.length > 0)
    judge.cannotTell(
      `Whether ${unread.join(', ')} lets the role do more than ${product} needs could not be seen.`,
      [rolePolicies],
    );
  else if (isUnexplained)
    judge.cannotTell(
      `No policy is attached to the role, so what it may do is written into it. Whether that is more than ${product} needs could not be seen.`,
      [rolePolicies],
    );
}
