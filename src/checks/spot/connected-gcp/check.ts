import gcpCredentials from '../../../evidence/spot/gcp-credentials.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { explainSlip } from '../../similar.ts';
import { first, nothingConnected, type Wanted, wizard } from '../_connection/connection.ts';
import { itemsOf, refusals } from '../_connection/refusals.ts';
import { connectGcp } from '../_fixes/commands.ts';

/** Spot holds a key of the service account that the reader made, in the right project. */
export default defineCheck({
  id: 'spot/connected-gcp',
  title: 'The Spot account holds a key of the service account that you made for it',
  needs: { held: gcpCredentials },
  inputs: ['spotAccountId', 'cloudAccountId', 'serviceAccountEmail'],
  after: first,
  diagnoses: {
    tokenRefused: refusals.tokenRefused,
    notAdmin: refusals.notAdmin,
    nothing: nothingConnected,
    otherKey: diagnosis<Wanted & { held: string; own: string }>({
      code: 'SPOT-CONNECT-003',
      severity: 'fail',
      title: 'Spot holds the key of another service account or project',
      explain: ({ held, own }) =>
        `The key file that was uploaded belongs to another service account, and Spot sees that one's project.${explainSlip(own, held)}`,
      observed: ({ held }) => held,
      expected: ({ own }) => own,
      fix: ({ command, console }) => ({
        summary: 'Give Spot a key of the right service account.',
        commands: [command],
        console,
      }),
    }),
  },
  assess(
    { held: answer },
    { spotAccountId: account, cloudAccountId: project, serviceAccountEmail: email },
    judge,
  ) {
    const items = itemsOf(answer, judge);
    if (!items) return;
    const wanted = {
      account,
      command: connectGcp({ account, email, project }),
      console: wizard('the key file'),
    };
    const held = items.map(({ serviceAccount }) => serviceAccount);
    if (held.length === 0) return judge.found('nothing', wanted);
    const nameOf = (one: { client_email: string; project_id: string }) =>
      `${one.client_email}, project ${one.project_id}`;
    const own = nameOf({ client_email: email, project_id: project });
    if (held.some((one) => nameOf(one) !== own))
      judge.found('otherKey', { ...wanted, held: held.map(nameOf).join('; '), own });
    else if (held.some(({ type = 'service_account' }) => type !== 'service_account'))
      judge.cannotTell('Spot says that what it holds is not the key of a service account.');
    else if (held.some((one) => !one.private_key_id))
      judge.cannotTell('Spot does not say which key of the service account it holds.');
  },
});
