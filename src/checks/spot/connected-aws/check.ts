import awsCredentials from '../../../evidence/spot/aws-credentials.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { explainSlip } from '../../similar.ts';
import { first, nothingConnected, type Wanted, wizard } from '../_connection/connection.ts';
import { itemsOf, refusals } from '../_connection/refusals.ts';
import { connectAws } from '../_fixes/commands.ts';

/** Spot holds the role that the reader made, and no other. */
export default defineCheck({
  id: 'spot/connected-aws',
  title: 'The Spot account holds the role that you made for it',
  needs: { held: awsCredentials },
  inputs: ['spotAccountId', 'roleArn'],
  after: first,
  diagnoses: {
    tokenRefused: refusals.tokenRefused,
    notAdmin: refusals.notAdmin,
    nothing: nothingConnected,
    otherRole: diagnosis<Wanted & { held: string; role: string }>({
      code: 'SPOT-CONNECT-002',
      severity: 'fail',
      title: 'Spot holds another AWS role than the one you made',
      explain: ({ held, role }) =>
        `Spot goes on using the role that it holds. If that is deleted or in another account, the connection breaks or shows the wrong account.${explainSlip(role, held)}`,
      observed: ({ held }) => held,
      expected: ({ role }) => role,
      fix: ({ command, console }) => ({
        summary: 'Give Spot the ARN of the right role.',
        commands: [command],
        console,
      }),
    }),
  },
  assess({ held: answer }, { spotAccountId: account, roleArn: role }, judge) {
    const items = itemsOf(answer, judge);
    if (!items) return;
    const wanted = {
      account,
      command: connectAws({ account, role }),
      console: wizard('the role ARN'),
    };
    const held = items.map(({ iamRole }) => iamRole);
    if (held.every((one) => !one)) judge.found('nothing', wanted);
    else if (held.some((one) => one !== role))
      judge.found('otherRole', { ...wanted, held: held.join(', '), role });
  },
});
