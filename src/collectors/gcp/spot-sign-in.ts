import spotSignIn from '../../evidence/gcp/spot-sign-in.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { notLooked } from '../kernel/not-looked.ts';
import { attempt } from './_client/classify.ts';
import { defineGcpCollector } from './_client/context.ts';

/** Signs in with the key; a refusal is an answer. */
export default defineGcpCollector({
  kind: spotSignIn,
  collect: (kind, { signIn }) =>
    attempt(kind, async () => {
      if (!signIn) return notLooked('Only Spot can try this.');
      const session = await signIn();
      if (session.status === 'unusable') return notLooked(session.message);
      if (session.status === 'granted') return asEvidence(kind, { signedIn: true });
      const { error, description } = session;
      return asEvidence(kind, { signedIn: false, error, description });
    }),
});
