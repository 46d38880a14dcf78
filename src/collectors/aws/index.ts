import type { Evidence, EvidenceKind, Vantage } from '../../evidence/define-evidence.ts';
import type { Collectors, GatherContext } from '../define-collector.ts';
import { attachedPoliciesCollector } from './attached-policies.ts';
import { type AwsCollector, caller } from './aws-collector.ts';
import { bucketEncryptionCollector } from './bucket-encryption.ts';
import { bucketLocationCollector } from './bucket-location.ts';
import { bucketPolicyCollector } from './bucket-policy.ts';
import { callerIdentityCollector } from './caller-identity.ts';
import {
  type AwsClientOptions,
  type AwsClients,
  type AwsCredentialsProvider,
  awsClients,
} from './clients.ts';
import { assumingCommands, readingCommands } from './guard.ts';
import { linkedPolicyCollector } from './linked-policy.ts';
import { linkedReadsCollector } from './linked-reads.ts';
import { beanstalkBucketAccessCollector, linkedRoleAccessCollector } from './linked-role-access.ts';
import { linkedStackCollector, linkedStackEventsCollector } from './linked-stack.ts';
import { organizationCollector } from './organization.ts';
import { ownedBucketsCollector } from './owned-buckets.ts';
import { publicAccessBlockCollector } from './public-access-block.ts';
import { readerAccessCollector } from './reader-access.ts';
import { reportDefinitionsCollector } from './report-definitions.ts';
import { reportObjectsCollector } from './report-objects.ts';
import { roleCollector } from './role.ts';
import {
  roleAccountAccessCollector,
  roleBucketAccessCollector,
  roleCopyAccessCollector,
  roleDecryptAccessCollector,
} from './role-access.ts';
import { spotAssumptionCollector, spotReadsCollector } from './spot-access.ts';
import { spotServiceLinkedRoleCollector } from './spot-service-linked-role.ts';
import { openSpotSession, type SpotSession } from './spot-session.ts';
import { billingStackEventsCollector, roleStackEventsCollector } from './stack.ts';

/** Every collector for AWS. A new one is one file and one line here. */
export const awsCollectors: readonly AwsCollector[] = [
  attachedPoliciesCollector,
  beanstalkBucketAccessCollector,
  billingStackEventsCollector,
  bucketEncryptionCollector,
  bucketLocationCollector,
  bucketPolicyCollector,
  callerIdentityCollector,
  linkedPolicyCollector,
  linkedReadsCollector,
  linkedRoleAccessCollector,
  linkedStackCollector,
  linkedStackEventsCollector,
  organizationCollector,
  ownedBucketsCollector,
  publicAccessBlockCollector,
  readerAccessCollector,
  reportDefinitionsCollector,
  reportObjectsCollector,
  roleAccountAccessCollector,
  roleBucketAccessCollector,
  roleCollector,
  roleCopyAccessCollector,
  roleDecryptAccessCollector,
  roleStackEventsCollector,
  spotAssumptionCollector,
  spotReadsCollector,
  spotServiceLinkedRoleCollector,
];

export interface OpenAwsOptions {
  vantage: Exclude<Vantage, 'pasted'>;
  /** The reader's credentials, or those of Spot's own principal. */
  credentials: AwsCredentialsProvider;
  clients?: AwsClientOptions;
}

/**
 * Collectors for one verification. From the reader's vantage they look with the given credentials.
 * From Spot's they assume the role of the inputs (`roleArn`, `externalId`) once and look with its
 * session; Spot's own credentials are used for nothing else.
 */
export function openAwsCollectors({
  vantage,
  credentials,
  clients: clientOptions,
}: OpenAwsOptions): Collectors {
  const byKind = new Map(awsCollectors.map((collector) => [collector.kind.id, collector]));
  const own = awsClients(credentials, {
    ...clientOptions,
    allowed: vantage === 'spot' ? assumingCommands : readingCommands,
  });
  let roleClients: AwsClients | undefined;
  let opening: Promise<SpotSession> | undefined;

  const asSpot = async (
    collector: AwsCollector,
    context: GatherContext,
    kind: EvidenceKind,
  ): Promise<Evidence> => {
    const missing = ['roleArn', 'externalId'].find((name) => !context.inputs[name]);
    if (missing)
      return { status: 'notCollected', message: `Spot needs ${missing} before it can look.` };
    opening ??= openSpotSession(own, context);
    const opened = opening;
    opened.catch(() => undefined);
    // Everything up to signing happens while STS still thinks: the clients wait for the session's
    // credentials by themselves.
    roleClients ??= awsClients(
      async () =>
        (await opened).credentials ?? Promise.reject(new Error('Spot could not assume the role.')),
      {
        ...clientOptions,
        allowed: readingCommands,
      },
    );
    const assumption = async () => (await opened).assumption;
    const looking = collector.collect(
      { ...context, clients: roleClients, call: caller(context.signal), assumption },
      kind,
    );
    looking.catch(() => undefined);
    const session = await opened;
    if (session.credentials || collector === spotAssumptionCollector) return looking;
    const open =
      session.assumption.status === 'found' &&
      session.assumption.value.withExternalId === 'granted';
    return {
      status: 'notCollected',
      message: open
        ? 'The role lets Spot in without your external ID, so anybody could have named it here. Spot does not look through it until that is mended.'
        : 'Spot could not assume the role, so it could not look.',
    };
  };

  return {
    async collect(kind: EvidenceKind, context: GatherContext) {
      const collector = byKind.get(kind.id);
      if (!collector)
        return {
          status: 'notCollected',
          message: 'This version has no way to look at it by itself.',
        };
      if (vantage === 'spot') return asSpot(collector, context, kind);
      return collector.collect({ ...context, clients: own, call: caller(context.signal) }, kind);
    },
    isChained: (kind) => (byKind.get(kind.id)?.needs ?? []).length > 0,
    close() {
      own.close();
      roleClients?.close();
      opening = undefined;
    },
  };
}
