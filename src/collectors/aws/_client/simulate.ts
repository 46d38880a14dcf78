import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import type {
  KnownContext,
  RoleAccessKind,
} from '../../../evidence/aws/_shared/define-role-access.ts';
import type { PolicyDecisions } from '../../../evidence/aws/_shared/policy-decisions.ts';
import role from '../../../evidence/aws/role.ts';
import commandOf from '../../../evidence/command-of.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { formatArn } from '../../../providers/aws/partitions.ts';
import type { AnyCollector } from '../../define-collector.ts';
import { asEvidence } from '../../kernel/as-evidence.ts';
import { attempt } from './classify.ts';
import type { AwsContext } from './context.ts';
import { readPages } from './pages.ts';

/** What is asked of IAM's policy simulator. */
export interface Question {
  actions: readonly string[];
  /** ARNs; none: the account as a whole. */
  resources?: readonly string[];
  /** What is known of the calls, by condition key. */
  context?: KnownContext;
}

/** Asks IAM's policy simulator about somebody, over all its pages. */
export async function simulate(
  kind: EvidenceKind<PolicyDecisions>,
  { clients, call, inputs }: AwsContext,
  principalArn: string,
  { actions, resources, context = {} }: Question,
): Promise<Evidence<PolicyDecisions>> {
  const ContextEntries = Object.entries(context).map(([ContextKeyName, { type, value }]) => ({
    ContextKeyName,
    ContextKeyValues: [commandOf({ id: kind.id, command: value }, inputs)],
    ContextKeyType: type,
  }));
  const EvaluationResults = await readPages(10, async (Marker) => {
    const page = await call((options) =>
      clients.iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: principalArn,
          ActionNames: [...actions],
          ResourceArns: resources && [...resources],
          ContextEntries: ContextEntries.length > 0 ? ContextEntries : undefined,
          Marker,
        }),
        options,
      ),
    );
    return {
      items: page.EvaluationResults ?? [],
      next: page.IsTruncated ? (page.Marker ?? '') : undefined,
    };
  });
  return asEvidence(kind, { EvaluationResults });
}

/**
 * Asks about the role of the inputs. A role with a path is found by its name first, as its ARN holds
 * the path.
 */
export async function simulateRole(
  kind: EvidenceKind<PolicyDecisions>,
  context: AwsContext,
  question: Question,
): Promise<Evidence<PolicyDecisions>> {
  const known = await context.need(role);
  if (known.status === 'absent') return known;
  const arn = known.status === 'found' ? known.value.Role.Arn : roleArnOf(context.inputs);
  return simulate(kind, context, arn, question);
}

/**
 * The role's ARN where the role itself cannot be seen: as typed, when it is of the role that is
 * asked about.
 */
function roleArnOf(inputs: AwsContext['inputs']): string {
  const { accountId, roleName, roleArn = '' } = inputs;
  return roleArn.includes(`::${accountId}:role/`) && roleArn.endsWith(`/${roleName}`)
    ? roleArn
    : formatArn({ service: 'iam', account: accountId, resource: `role/${roleName}` }, inputs);
}

/** Makes the collector of a fact that says what the role may do; undefined for every other. */
export function answerRoleAccess(fact: EvidenceKind): AnyCollector<AwsContext> | undefined {
  if (!('roleAccess' in fact)) return undefined;
  return {
    kind: fact,
    needs: [role],
    collect: (kind: RoleAccessKind, context: AwsContext) =>
      attempt(kind, () => {
        const { actions, resources, context: known } = kind.roleAccess;
        const fill = (command: string) => commandOf({ id: kind.id, command }, context.inputs);
        return simulateRole(kind, context, {
          actions,
          resources: resources?.map(fill),
          context: known,
        });
      }),
  };
}
