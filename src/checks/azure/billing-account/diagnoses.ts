import { diagnosis } from '../../define-check.ts';

const print =
  'az billing account list --query "[].{id:name, agreement:agreementType, name:displayName}" --output table';

/** The ways in which `azure/billing-account` fails, and their words. */
const diagnoses = {
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
  unknown: diagnosis<{ id: string; yours: readonly string[]; form: string; near?: string }>({
    code: 'AZB-ACCOUNT-003',
    severity: 'fail',
    title: 'You have no billing account with this ID',
    explain: ({ form, yours, near }) =>
      `Azure would answer that there is none. ${near ? `You have ${near}, which is spelled almost like it.` : `The ID you need is ${form}.`}${yours.length > 1 ? ' You have several: each has to be connected by itself.' : ''}`,
    observed: ({ id }) => id,
    expected: ({ yours, near }) => near ?? yours.join(' or '),
    fix: ({ yours, near }) => ({
      summary: `Put ${near ?? yours.join(' or ')} into the field “Billing account ID”.`,
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
};

export default diagnoses;
