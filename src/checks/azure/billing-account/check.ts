import billingAccounts, { agreementTypes } from '../../../evidence/azure/billing-accounts.ts';
import subscriptions from '../../../evidence/azure/subscriptions.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { agreementNames } from '../_billing/commands.ts';

const form: Readonly<Record<string, string>> = {
  ea: 'a number, e.g. 8608480',
  mca: 'two GUIDs with a colon between them and a date at the end, e.g. 5e98e158-…:6f98e158-…_2019-05-31',
};

const print =
  'az billing account list --query "[].{id:name, agreement:agreementType, name:displayName}" --output table';

export default defineCheck({
  id: 'azure/billing-account',
  title: 'The billing account ID is that of your billing account',
  needs: { accounts: billingAccounts },
  mayUse: { visible: subscriptions },
  inputs: ['agreement', 'billingAccountId'],
  after: ['azure/agreement-kind'],
  diagnoses: {
    isSubscription: diagnosis<{ id: string; form: string; right?: string }>({
      code: 'AZB-ACCOUNT-001',
      severity: 'fail',
      title: 'What you typed is the ID of a subscription',
      explain: () =>
        'A billing account pays for subscriptions and is another thing, with an ID of another form. Azure would answer that there is none.',
      observed: ({ id }) => `the subscription ${id}`,
      expected: ({ form, right }) => right ?? form,
      fix: ({ right }) => ({
        summary: right
          ? `Put ${right} into the field “Billing account ID”.`
          : 'Copy the billing account ID.',
        commands: [],
        console: [
          'Open Cost Management + Billing > Billing scopes > your account > Properties > ID.',
          `Or print it: ${print}`,
        ],
      }),
    }),
    otherAgreement: diagnosis<{ id: string; have: string; chosen: string }>({
      code: 'AZB-ACCOUNT-002',
      severity: 'fail',
      title: 'This billing account is of another agreement',
      explain: ({ have, chosen }) =>
        `You can see several billing accounts. This one is of the kind ${have}, and the page is set to ${chosen}. The steps for one do not work for the other.`,
      observed: ({ id, have }) => `${id}: ${have}`,
      expected: ({ chosen }) => `a billing account of the kind ${chosen}`,
      fix: ({ have, chosen }) => ({
        summary: `Choose the agreement ${have} at the top of the page, or put the ID of your billing account for ${chosen} into the field.`,
        commands: [],
        console: [`Print them all: ${print}`],
      }),
    }),
    unknown: diagnosis<{ id: string; yours: readonly string[]; form: string }>({
      code: 'AZB-ACCOUNT-003',
      severity: 'fail',
      title: 'You have no billing account with this ID',
      explain: ({ form, yours }) =>
        `Azure would answer that there is none. The ID you need is ${form}.${yours.length > 1 ? ' You have several: each has to be connected by itself.' : ''}`,
      observed: ({ id }) => id,
      expected: ({ yours }) => yours.join(' or '),
      fix: ({ yours }) => ({
        summary: `Put ${yours.join(' or ')} into the field “Billing account ID”.`,
        commands: [],
        console: [
          'Open Cost Management + Billing > Billing scopes > your account > Properties > ID.',
          `Or print it: ${print}`,
        ],
      }),
    }),
    notActive: diagnosis<{ id: string; status: string }>({
      code: 'AZB-ACCOUNT-004',
      severity: 'fail',
      title: 'The billing account is not active',
      explain: () =>
        'New costs and commitments are recorded elsewhere: after a renewal Microsoft often opens a new billing account and closes the old one.',
      observed: ({ id, status }) => `${id}: ${status}`,
      expected: () => 'Active',
      fix: () => ({
        summary: 'Look for the billing account that replaced it, and put its ID into the field.',
        commands: [],
        console: [
          'Open Cost Management + Billing > Billing scopes. Choose the account whose status is Active.',
        ],
        who: 'whoever administers billing in your company',
      }),
    }),
  },
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
      return judge.found('unknown', { id: billingAccountId, yours, form: shape });
    }
    if (own.properties.agreementType !== wanted) {
      const have =
        Object.entries(agreementTypes).find(
          ([, name]) => name === own.properties.agreementType,
        )?.[0] ?? own.properties.agreementType;
      const nameOf = (kind: string) => agreementNames[kind] ?? kind;
      return judge.found('otherAgreement', {
        id: billingAccountId,
        have: nameOf(have),
        chosen: nameOf(agreement),
      });
    }
    const status = own.properties.accountStatus;
    if (status && !/^active$/i.test(status))
      judge.found('notActive', { id: billingAccountId, status });
  },
});
