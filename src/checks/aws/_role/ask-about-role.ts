import type { PolicyDecisions } from '../../../evidence/aws/_shared/policy-decisions.ts';
import type role from '../../../evidence/aws/role.ts';
import commandOf from '../../../evidence/command-of.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { formatRoleArn, type RoleNames } from '../_policy/arns.ts';

type Role = typeof role extends EvidenceKind<infer T> ? T : never;

/** ARN of the role as IAM says it; as it would be without a path where the role was not seen. */
export function arnOf(seen: Evidence<Role>, names: RoleNames): string {
  return seen.status === 'found' ? seen.value.Role.Arn : formatRoleArn(names);
}

/** The ARN of the permissions boundary on the role, where the role was seen and has one. */
export function boundaryOf(seen: Evidence<Role>): string | undefined {
  return seen.status === 'found'
    ? seen.value.Role.PermissionsBoundary?.PermissionsBoundaryArn
    : undefined;
}

/**
 * IAM knows no role of the ARN that it was asked about. Where the role was seen, it lives below a path:
 * says so, and asks again with the real ARN.
 */
export function askByRealArn(
  seen: Evidence<Role>,
  kinds: readonly EvidenceKind[],
  inputs: RoleNames,
  judge: Pick<Judge<never>, 'cannotTell'>,
) {
  if (seen.status !== 'found')
    return judge.cannotTell(
      'There is no role whose permissions could be looked at; see the check of the role itself.',
    );
  const { Arn } = seen.value.Role;
  const assumed = formatRoleArn(inputs);
  if (Arn === assumed)
    return judge.cannotTell(
      `IAM found no role ${assumed} to say what it may do, and yet it is there. It may be new: run the commands once more.`,
      kinds.map((kind) => ({ kind, command: fill(kind, inputs) })),
    );
  const path = `/${Arn.slice(Arn.indexOf(':role/') + ':role/'.length, Arn.lastIndexOf('/') + 1)}`;
  judge.cannotTell(
    `The role lives below the path ${path}: its ARN is ${Arn}, and IAM was asked about ${assumed}. Ask again with the real ARN, and paste what that prints.`,
    kinds.map((kind) => ({ kind, command: fill(kind, inputs).replaceAll(assumed, quote(Arn)) })),
  );
}

function fill(kind: EvidenceKind, inputs: object): string {
  const known = Object.entries(inputs).filter(([, value]) => value);
  return commandOf(kind, Object.fromEntries(known));
}

/**
 * A role with a boundary, and answers that do not say what the boundary allows: they are older than
 * it, or of another role.
 */
export function judgeBoundarySilence(
  answers: readonly PolicyDecisions[],
  boundary: string | undefined,
  judge: Pick<Judge<never>, 'cannotTell'>,
) {
  const silent = answers.some(({ EvaluationResults }) =>
    EvaluationResults.some(
      (result) =>
        result.EvalDecision === 'allowed' && result.PermissionsBoundaryDecisionDetail === undefined,
    ),
  );
  if (boundary && silent)
    judge.cannotTell(
      `The role has the permissions boundary ${boundary}, and IAM's answers do not say what it allows: they may be from before it. Run the commands once more.`,
    );
}
