import type rolePolicies from '../../../evidence/aws/role-policies.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import askFirst from '../../ask-first.ts';
import type { Fix } from '../../define-check.ts';
import { coversAction } from '../_policy/match.ts';
import { listTexts } from './excess.ts';

type Texts = typeof rolePolicies extends EvidenceKind<infer T> ? T : never;

/**
 * Where a Deny on some of these actions stands, as a sentence names it: `the statement KeepDisks of
 * the attached policy Guardrail`. Empty where no text was seen, or none has one.
 */
export function findDenies(texts: Evidence<Texts>, actions: readonly string[]): string[] {
  if (texts.status !== 'found') return [];
  return listTexts(texts.value).flatMap(({ name, arn, document }) =>
    document.Statement.filter(
      (statement) =>
        statement.Effect === 'Deny' && actions.some((action) => coversAction(statement, action)),
    ).map(
      ({ Sid }) =>
        `${Sid ? `the statement ${Sid}` : 'a statement without a name'} of the ${arn ? 'attached' : 'inline'} policy ${name}`,
    ),
  );
}

/**
 * What to do about a Deny in the policies of the role: somebody wrote it on purpose, so it is asked
 * about, and neither detached nor deleted.
 */
export function askAboutDeny({
  roleName,
  actions,
  denies,
}: {
  roleName: string;
  actions: readonly string[];
  denies: readonly string[];
}): Fix {
  const where = denies.length > 0 ? denies.join(', ') : `a policy of the role ${roleName}`;
  return askFirst({
    summary: `Somebody set the Deny on purpose, so leave it there, and ask them: ${where}.`,
    who: `whoever wrote ${where}: the tab Policy versions of a policy, or CloudTrail, says who`,
    send: `Spot works with the role ${roleName}, and ${where} denies it: ${actions.join(', ')}. May Spot be excepted from the Deny, or does it have to do without?`,
    console: [
      `Open IAM > Roles > ${roleName} > Permissions policies, and look for "Effect": "Deny" in each.`,
      `To see them all in the terminal: aws iam list-attached-role-policies --role-name ${roleName}, and aws iam list-role-policies --role-name ${roleName}`,
    ],
  });
}
