import azureCredentials from '../../../evidence/spot/azure-credentials.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { first, nothingConnected, type Wanted, wizard } from '../_connection/connection.ts';
import { itemsOf, refusals } from '../_connection/refusals.ts';
import { connectAzure } from '../_fixes/commands.ts';

/** Spot holds the application that the reader made, with the day on which its secret ends. */
export default defineCheck({
  id: 'spot/connected-azure',
  title:
    'The Spot account holds the application that you made for it, and the day on which its secret ends',
  needs: { held: azureCredentials },
  inputs: ['spotAccountId', 'cloudAccountId', 'tenantId', 'clientId', 'expirationDate'],
  after: first,
  diagnoses: {
    tokenRefused: refusals.tokenRefused,
    notAdmin: refusals.notAdmin,
    nothing: nothingConnected,
    otherApplication: diagnosis<Wanted & { held: string; own: string }>({
      code: 'SPOT-CONNECT-004',
      severity: 'fail',
      title: 'Spot holds another Azure application, directory or subscription',
      explain: () =>
        'One of the three IDs in Spot is not that of your application. Often an object ID or the ID of another directory was pasted.',
      observed: ({ held }) => held,
      expected: ({ own }) => own,
      fix: ({ command, console }) => ({
        summary: 'Give Spot the application again, with a new secret.',
        commands: [command],
        console,
      }),
    }),
    dateMissing: diagnosis<Wanted>({
      code: 'SPOT-CONNECT-005',
      severity: 'fail',
      title: 'Spot does not know when the Azure secret ends',
      explain: () =>
        'Since April 2025 Spot wants the date. Connections that scripts made before have none, so nobody is warned before the secret ends.',
      observed: () => 'no expiration date in Spot',
      expected: () => 'the day on which the secret ends',
      fix: ({ command, console }) => ({
        summary: 'Give Spot a new secret together with its date.',
        commands: [command],
        console,
      }),
    }),
    datePast: diagnosis<Wanted & { date: string }>({
      code: 'SPOT-CONNECT-006',
      severity: 'fail',
      title: 'The Azure secret that Spot holds has ended',
      explain: () =>
        'The subscription is disconnected: Spot no longer manages anything in it until it gets a new secret.',
      observed: ({ date }) => `expiration date in Spot: ${date}`,
      expected: () => 'a date in the future',
      fix: ({ command, console }) => ({
        summary: 'Give Spot a new secret.',
        commands: [command],
        console,
      }),
    }),
    dateNear: diagnosis<Wanted & { date: string; days: number }>({
      code: 'SPOT-CONNECT-007',
      severity: 'warning',
      title: 'The Azure secret that Spot holds ends soon',
      explain: () =>
        'On that day the subscription disconnects by itself. A new secret can be added beside the old one at any time before.',
      observed: ({ date, days }) =>
        `expiration date in Spot: ${date}, in ${days} ${days === 1 ? 'day' : 'days'}`,
      expected: () => 'more than 30 days to go',
      fix: ({ command, console }) => ({
        summary: 'Give Spot a new secret.',
        commands: [command],
        console,
      }),
    }),
  },
  assess(
    { held: answer },
    { spotAccountId: account, cloudAccountId: subscriptionId, tenantId, clientId, expirationDate },
    judge,
  ) {
    const items = itemsOf(answer, judge);
    if (!items) return;
    const command = connectAzure({ account, clientId, tenantId, subscriptionId, expirationDate });
    const wanted = {
      account,
      command,
      console: wizard('the secret value and its expiration date'),
    };
    const held = items[0];
    if (!held) return judge.found('nothing', wanted);
    const differs = (one: string, other: string) => one.toLowerCase() !== other.toLowerCase();
    if (
      differs(held.clientId, clientId) ||
      differs(held.tenantId, tenantId) ||
      differs(held.subscriptionId, subscriptionId)
    )
      return judge.found('otherApplication', {
        ...wanted,
        held: ids(held),
        own: ids({ clientId, tenantId, subscriptionId }),
      });
    if (!held.expirationDate) return judge.found('dateMissing', wanted);
    const left = Date.parse(held.expirationDate) - judge.now.getTime();
    if (Number.isNaN(left))
      return judge.cannotTell(
        `Spot holds “${held.expirationDate}” as the day on which the secret ends; that is no date.`,
      );
    const date = held.expirationDate.slice(0, 10);
    if (left <= 0) judge.found('datePast', { ...wanted, date });
    else if (left < 30 * 86_400_000)
      judge.found('dateNear', { ...wanted, date, days: Math.ceil(left / 86_400_000) });
  },
});

function ids({
  clientId,
  tenantId,
  subscriptionId,
}: {
  clientId: string;
  tenantId: string;
  subscriptionId: string;
}): string {
  return `application ${clientId}, directory ${tenantId}, subscription ${subscriptionId}`;
}
