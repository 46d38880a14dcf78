import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { callerIdentity } from '../../evidence/aws/caller-identity.ts';
import { defineReaderAccess } from '../../evidence/aws/reader-access.ts';
import type { EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import { type AwsContext, attempt } from './aws-collector.ts';
import { found } from './classify.ts';
import { pages } from './pages.ts';

/**
 * Asks IAM's policy simulator about the caller, and about what the kind asks about: each runbook
 * has its own.
 */
export const readerAccessCollector = defineCollector({
  kind: defineReaderAccess([]),
  needs: [callerIdentity] as EvidenceKind[],
  collect: (context: AwsContext, kind) =>
    attempt(kind, async () => {
      const { clients, call, need } = context;
      const identity = await need(callerIdentity);
      if (identity.status !== 'found') return identity;
      const PolicySourceArn = await entityOf(context, identity.value.Arn);
      const EvaluationResults = await pages(10, async (Marker) => {
        const page = await call((options) =>
          clients.iam.send(
            new SimulatePrincipalPolicyCommand({
              PolicySourceArn,
              ActionNames: [...(kind.asked ?? [])],
              Marker,
            }),
            options,
          ),
        );
        return {
          items: page.EvaluationResults ?? [],
          next: page.IsTruncated ? page.Marker : undefined,
        };
      });
      return found(kind, { EvaluationResults });
    }),
});

/** The role behind a session, with its path; every other ARN is that of the entity itself. */
async function entityOf({ clients, call }: AwsContext, arn: string): Promise<string> {
  const RoleName = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (!RoleName) return arn;
  const { Role } = await call((options) =>
    clients.iam.send(new GetRoleCommand({ RoleName }), options),
  );
  return Role?.Arn ?? arn;
}
