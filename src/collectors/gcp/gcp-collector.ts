import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { type Collector, defineCollector, type GatherContext } from '../define-collector.ts';
import { classify, found } from './classify.ts';
import type { GcpClient } from './clients.ts';
import type { SpotSignIn } from './spot-session.ts';

export interface GcpContext extends GatherContext {
  /**
   * With the credentials of the vantage: the reader's own, or the key that the reader is about to
   * give to Spot.
   */
  client: GcpClient;
  /** What came of signing in with the key; only from Spot's vantage. */
  signIn?: () => Promise<SpotSignIn>;
}

/** A collector with its types erased, as the list holds it. */
// biome-ignore lint/suspicious/noExplicitAny: heterogeneous list
export type GcpCollector = Collector<any, GcpContext>;

/**
 * A collector that needs nothing but calls: `read` returns what gcloud would print, and throws what
 * the client throws.
 */
export function gcpCollector<T>(
  kind: EvidenceKind<T>,
  read: (context: GcpContext, kind: EvidenceKind<T>) => Promise<unknown>,
): Collector<T, GcpContext> {
  return defineCollector({
    kind,
    collect: (context, asked) =>
      attempt(asked, async () => found(asked, await read(context, asked))),
  });
}

/** Runs `look` and turns what it throws into evidence. */
export async function attempt<T>(
  kind: EvidenceKind<T>,
  look: () => Promise<Evidence<T>>,
): Promise<Evidence<T>> {
  try {
    return await look();
  } catch (error) {
    return classify(kind, error);
  }
}

const resourceManager = 'https://cloudresourcemanager.googleapis.com';

/**
 * Addresses of the APIs, filled in. The inputs are validated; the guard refuses what is not in
 * their form.
 */
export const addresses = {
  resourceManager,
  project: ({ projectId }: Inputs) => `${resourceManager}/v1/projects/${projectId}`,
  iamProject: ({ projectId }: Inputs) => `https://iam.googleapis.com/v1/projects/${projectId}`,
  account: ({ projectId, serviceAccountId }: Inputs) =>
    `https://iam.googleapis.com/v1/projects/${projectId}/serviceAccounts/${serviceAccountId}@${projectId}.iam.gserviceaccount.com`,
} as const;

type Inputs = Readonly<Record<string, string>>;
