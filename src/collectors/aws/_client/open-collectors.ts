import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { LookingVantage } from '../../../providers/vantages.ts';
import type { AnyCollector, Collectors, GatherContext } from '../../define-collector.ts';
import { loadCollectors } from '../../kernel/load-collectors.ts';
import { notLooked, unknownKind } from '../../kernel/not-looked.ts';
import { answerCall } from './answer-call.ts';
import {
  type AwsClientOptions,
  type AwsClients,
  type AwsCredentialsProvider,
  createAwsClients,
} from './clients.ts';
import { type AwsContext, createCaller } from './context.ts';
import { assumingCommands, readingCommands } from './guard.ts';
import { answerRoleAccess } from './simulate.ts';
import { openSharedSession, type SpotSession } from './spot-session.ts';

/** Every collector for AWS, by the id of its fact. */
export const awsCollectors = await loadCollectors<AwsContext>(
  'aws',
  (fact) => answerCall(fact) ?? answerRoleAccess(fact),
);

export interface OpenAwsOptions {
  vantage: LookingVantage;
  /** The reader's credentials, or those of Spot's own principal. */
  credentials: AwsCredentialsProvider;
  clients?: Omit<AwsClientOptions, 'allowed' | 'place'>;
}

/**
 * Collectors for one verification. From the reader's vantage they look with the given credentials.
 * From Spot's they assume the role of the inputs (`roleArn`, `externalId`) once and look with its
 * session; Spot's own credentials are used for nothing else. Partition and region are those of the
 * inputs.
 */
export function openAwsCollectors(options: OpenAwsOptions): Collectors {
  const { vantage, credentials } = options;
  let reading: AwsClients | undefined;
  let asSpot: ReturnType<typeof createSpotLook> | undefined;
  return {
    async collect(kind: EvidenceKind, context: GatherContext) {
      const collector = awsCollectors.get(kind.id);
      if (!collector) return unknownKind;
      if (vantage === 'spot') {
        asSpot ??= createSpotLook(options);
        return asSpot.look(collector, kind, context);
      }
      reading ??= createAwsClients(credentials, {
        ...options.clients,
        allowed: readingCommands,
        place: context.inputs,
      });
      const call = createCaller(context.signal);
      return collector.collect(kind, { ...context, clients: reading, call });
    },
    isChained: (kind) => (awsCollectors.get(kind.id)?.needs ?? []).length > 0,
    close() {
      reading?.close();
      asSpot?.close();
      reading = undefined;
      asSpot = undefined;
    },
  };
}

/** Looks with the session of the inputs' role, which the first look opens. */
function createSpotLook(options: OpenAwsOptions) {
  let roleClients: AwsClients | undefined;
  let opening: Promise<SpotSession> | undefined;
  const look = async (
    collector: AnyCollector<AwsContext>,
    kind: EvidenceKind,
    context: GatherContext,
  ): Promise<Evidence> => {
    const missing = ['roleArn', 'externalId'].find((name) => !context.inputs[name]);
    if (missing)
      return notLooked(`Spot needs ${context.nameInput?.(missing) ?? missing} before it can look.`);
    opening ??= openSharedSession(context, () =>
      createAwsClients(options.credentials, {
        ...options.clients,
        allowed: assumingCommands,
        place: context.inputs,
      }),
    );
    const { assumption, credentials } = await opening;
    // Nothing is made for a look that will not be: most of a client is made by its first call.
    if (credentials || kind.id === spotAssumption.id) {
      roleClients ??= createAwsClients(
        async () => credentials ?? Promise.reject(new Error('Spot could not assume the role.')),
        { ...options.clients, allowed: readingCommands, place: context.inputs },
      );
      return collector.collect(kind, {
        ...context,
        clients: roleClients,
        call: createCaller(context.signal),
        assumption: async () => assumption,
      });
    }
    const isOpen = assumption.status === 'found' && assumption.value.withExternalId === 'granted';
    return notLooked(
      isOpen
        ? 'The role lets Spot in without your external ID, so anybody could have named it here. Spot does not look through it until that is fixed.'
        : 'Spot could not assume the role, so it could not look.',
    );
  };
  return { look, close: () => roleClients?.close() };
}
