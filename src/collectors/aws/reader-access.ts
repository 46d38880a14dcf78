import { GetRoleCommand } from '@aws-sdk/client-iam';
import callerIdentity from '../../evidence/aws/caller-identity.ts';
import readerAccess, { readerContext } from '../../evidence/aws/reader-access.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { attempt } from './_client/classify.ts';
import { type AwsContext, defineAwsCollector } from './_client/context.ts';
import { simulate } from './_client/simulate.ts';

/** Asks IAM's policy simulator about the caller. */
export default defineAwsCollector({
  kind: readerAccess,
  needs: [callerIdentity],
  collect: (kind, context) =>
    attempt(kind, async () => {
      const identity = await context.need(callerIdentity);
      if (identity.status !== 'found') return identity;
      const arn = await findEntity(context, identity.value.Arn);
      return simulate(kind, context, arn, { actions: kind.asked, context: readerContext });
    }),
});

/** The role behind a session, with its path; every other ARN is that of the entity itself. */
async function findEntity({ clients, call }: AwsContext, arn: string): Promise<string> {
  const RoleName = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (!RoleName) return arn;
  const { Role } = await call((options) =>
    clients.iam.send(new GetRoleCommand({ RoleName }), options),
  );
  if (!Role?.Arn) throw new ForeignAnswer('an answer without the role came back');
  return Role.Arn;
}
