import billingAccounts, { agreementTypes } from '../../../evidence/azure/billing-accounts.ts';
import subscriptions from '../../../evidence/azure/subscriptions.ts';
import { defineCheck } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import { agreementNames } from '../_billing/commands.ts';
import diagnoses from './diagnoses.ts';

const form: Readonly<Record<string, string>> = {
  ea: 'a number, e.g. 8608480',
  mca: 'two GUIDs with a colon between them and a date at the end, e.g. 5e98e158-…:6f98e158-…_2019-05-31',
};

/**
 * Source: https://learn.microsoft.com/en-us/rest/api/billing/billing-accounts/list (`AccountStatus`)
 */
const open = /^(active|extended|new)$/i;
const closed = /^(expired|transferred|terminated|deleted|disabled)$/i;

export default defineCheck({
  id: 'azure/billing-account',
  title: 'The billing account ID is that of your billing account',
  needs: { accounts: billingAccounts },
  mayUse: { visible: subscriptions },
  inputs: ['agreement', 'billingAccountId'],
  after: ['azure/agreement-kind'],
  diagnoses,
  assess({ accounts, visible }, { agreement, billingAccountId }, judge) {
    const all = accounts?.value ?? [];
    const own = all.find(({ name }) => name.toLowerCase() === billingAccountId.toLowerCase());
    const wanted = agreementTypes[agreement as keyof typeof agreementTypes];
    const yours = all
      .filter(({ properties }) => properties.agreementType === wanted)
      .map(({ name }) => name);
    const shape = form[agreement] ?? 'shown under Properties';
    if (!own) {
      const isSubscription =
        visible.status === 'found' &&
        visible.value.value.some(
          ({ subscriptionId }) => subscriptionId.toLowerCase() === billingAccountId.toLowerCase(),
        );
      if (isSubscription)
        return judge.found('isSubscription', {
          id: billingAccountId,
          form: shape,
          right: yours[0],
        });
      if (yours.length === 0)
        return judge.cannotTell(
          `${billingAccountId} is not among the billing accounts that you can see, and none of these is known here as ${agreementNames[agreement] ?? agreement}: ${all.map(({ name, properties }) => `${name} (${properties.agreementType})`).join(', ') || 'you see none'}.`,
          [billingAccounts],
        );
      const near = findSimilarName(billingAccountId, yours);
      return judge.found('unknown', { id: billingAccountId, yours, form: shape, near });
    }
    if (own.properties.agreementType !== wanted) {
      const have = Object.entries(agreementTypes).find(
        ([, name]) => name === own.properties.agreementType,
      )?.[0];
      if (have === undefined)
        return judge.cannotTell(
          `Azure calls the agreement of ${billingAccountId} “${own.properties.agreementType}”, and whether the steps of this page work for it is not known here. Write to Spot Support.`,
        );
      const nameOf = (kind: string) => agreementNames[kind] ?? kind;
      return judge.found('otherAgreement', {
        id: billingAccountId,
        have: nameOf(have),
        chosen: nameOf(agreement),
      });
    }
    const status = own.properties.accountStatus;
    if (status && closed.test(status)) judge.found('notActive', { id: billingAccountId, status });
    // Enrollments in use are reported as Unknown, too.
    else if (!status || !open.test(status))
      judge.cannotTell(
        `Azure calls the state of the billing account “${status ?? 'nothing'}”, which does not say whether it is in use. If new invoices come from it, go on.`,
      );
  },
});
