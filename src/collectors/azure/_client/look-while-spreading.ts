import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { asEvidence } from '../../kernel/as-evidence.ts';
import { notLooked } from '../../kernel/not-looked.ts';
import { sleep } from '../../kernel/sleep.ts';
import { attempt } from './classify.ts';
import type { AzureContext } from './context.ts';

/**
 * Gathers what only Spot's sign-in can see. What looks like a role that has not spread yet is tried
 * again for a while, with new sign-ins: new roles take minutes to work, and a token that is older
 * than a role may not have it.
 */
export async function lookWhileSpreading<T, Seen extends object>(
  kind: EvidenceKind<T>,
  context: AzureContext,
  look: (context: AzureContext) => Promise<Seen>,
  mayBeSpreading: (seen: Seen) => boolean,
): Promise<Evidence<T>> {
  return attempt(kind, async () => {
    const { signIn, openClient, need, propagation, signal } = context;
    const signedIn = await need(spotSignIn);
    if (
      !signIn ||
      !openClient ||
      signedIn.status !== 'found' ||
      signedIn.value.outcome === 'refused'
    )
      return notLooked('Spot could not sign in with the secret, so it could not look.');
    const { timeoutMs = 20_000, intervalMs = 4_000, sleep: pause = sleep } = propagation ?? {};
    for (let waitedMs = 0; ; waitedMs += intervalMs) {
      const seen = await look({ ...context, client: openClient() });
      if (!mayBeSpreading(seen) || waitedMs >= timeoutMs) return asEvidence(kind, seen);
      context.waiting(
        'Azure refuses Spot. A new role takes a while to work: trying again with a new sign-in.',
        timeoutMs - waitedMs,
      );
      await pause(intervalMs, signal);
      signIn.renew();
    }
  });
}
