import { z } from 'zod';
import { armEndpoint } from '../../evidence/azure/_shared/define-azure-evidence.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
import { notLooked } from '../kernel/not-looked.ts';
import { attempt } from './_client/classify.ts';
import { defineAzureCollector } from './_client/context.ts';
import { SignInRefused } from './_client/spot-session.ts';

/** Signs in with the client ID and the secret; a refusal is an answer. */
export default defineAzureCollector({
  kind: spotSignIn,
  collect: (kind, { signIn, signal, inputs }) =>
    attempt(kind, async () => {
      if (!signIn) return notLooked('Only Spot can try this.');
      try {
        const { appid, tid, oid: objectId } = readClaims(await signIn.token(armEndpoint, signal));
        for (const [claim, asked] of [
          [appid, inputs.clientId],
          [tid, inputs.tenantId],
        ])
          if (claim && claim.toLowerCase() !== asked?.toLowerCase())
            throw new ForeignAnswer(`a token of ${claim} came back where ${asked} signed in`);
        return asEvidence(kind, { outcome: 'ok', objectId });
      } catch (error) {
        if (!(error instanceof SignInRefused)) throw error;
        return asEvidence(kind, { outcome: 'refused', code: error.code, message: error.message });
      }
    }),
});

/**
 * Who signed in, as an access token says: the service principal, its application, and the tenant.
 *
 * Source: https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference
 */
const claimsOfToken = z.object({
  oid: z.string().optional(),
  appid: z.string().optional(),
  tid: z.string().optional(),
});

function readClaims(token: string): z.infer<typeof claimsOfToken> {
  const [, payload = ''] = token.split('.');
  try {
    return claimsOfToken.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  } catch {
    return {};
  }
}
