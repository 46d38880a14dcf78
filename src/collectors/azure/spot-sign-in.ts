import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { notLooked } from '../kernel/not-looked.ts';
import { attempt } from './_client/classify.ts';
import { defineAzureCollector } from './_client/context.ts';
import { SignInRefused } from './_client/spot-session.ts';

/** Signs in with the client ID and the secret; a refusal is an answer. */
export default defineAzureCollector({
  kind: spotSignIn,
  collect: (kind, { signIn, signal }) =>
    attempt(kind, async () => {
      if (!signIn) return notLooked('Only Spot can try this.');
      try {
        const objectId = readObjectId(await signIn.token(armEndpoint, signal));
        return asEvidence(kind, { outcome: 'ok', objectId });
      } catch (error) {
        if (!(error instanceof SignInRefused)) throw error;
        return asEvidence(kind, { outcome: 'refused', code: error.code, message: error.message });
      }
    }),
});

/** The claim `oid` of an access token: which service principal signed in. */
function readObjectId(token: string): string | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const claims: { oid?: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims.oid === 'string' ? claims.oid : undefined;
  } catch {
    return undefined;
  }
}
