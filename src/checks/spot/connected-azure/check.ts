import azureCredentials from '../../../evidence/spot/azure-credentials.ts';
import { defineCheck } from '../../define-check.ts';
import { explainSlip } from '../../similar.ts';
import { first, wizard } from '../_connection/connection.ts';
import { itemsOf } from '../_connection/refusals.ts';
import { connectAzure } from '../_fixes/commands.ts';
import diagnoses from './diagnoses.ts';

/** Spot holds the application that the reader made, with the day on which its secret ends. */
export default defineCheck({
  id: 'spot/connected-azure',
  title:
    'The Spot account holds the application that you made for it, and the day on which its secret ends',
  needs: { held: azureCredentials },
  inputs: ['spotAccountId', 'cloudAccountId', 'tenantId', 'clientId', 'expirationDate'],
  after: first,
  diagnoses,
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
    const [held] = items;
    if (!held) return judge.found('nothing', wanted);
    if (items.length > 1)
      return judge.cannotTell(
        `Spot lists ${items.length} applications for this account, which holds one: ${items.map(ids).join('; ')}.`,
      );
    const differs = (one: string, other: string) => one.toLowerCase() !== other.toLowerCase();
    const wrong = (
      [
        ['application (client) ID', held.clientId, clientId],
        ['directory (tenant) ID', held.tenantId, tenantId],
        ['subscription ID', held.subscriptionId, subscriptionId],
      ] as const
    ).filter(([, one, other]) => differs(one, other));
    if (wrong.length > 0)
      return judge.found('otherApplication', {
        ...wanted,
        held: ids(held),
        own: ids({ clientId, tenantId, subscriptionId }),
        wrong: wrong.map(([what]) => what),
        slip: wrong.map(([, one, other]) => explainSlip(one, other)).join(''),
      });
    if (!held.clientSecret)
      return judge.cannotTell('Spot does not say that it holds a secret of the application.');
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
