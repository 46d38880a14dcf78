import { diagnosis } from '../../define-check.ts';
import { explainSlip } from '../../similar.ts';

interface Ids {
  subscriptionId: string;
  tenantId: string;
}

const whereIds =
  'In the portal open Subscriptions > your subscription: its Overview has the Subscription ID and the directory.';

/** The ways in which `azure/subscription` fails, and their words. */
const diagnoses = {
  notFound: diagnosis<Ids & { visible: string[]; near?: string }>({
    code: 'AZ-SUB-001',
    severity: 'fail',
    title: 'There is no subscription with this ID',
    explain: ({ visible, near }) =>
      `${near ? `You can see ${near}, which is spelled almost like it.` : 'Azure knows no subscription of this ID, or it was deleted.'} ${visible.length > 0 ? `You can see: ${visible.join(', ')}.` : 'You are signed in, and can see no subscription at all.'}`,
    observed: ({ subscriptionId }) => `no subscription ${subscriptionId}`,
    expected: ({ near }) => near ?? 'the ID of a subscription in your directory',
    fix: ({ near }) => ({
      summary: `Put ${near ?? 'the ID of the right subscription'} into the field “Subscription ID”. Nothing in Azure has to change.`,
      commands: [],
      console: [whereIds],
    }),
  }),
  tenantTyped: diagnosis<Ids>({
    code: 'AZ-SUB-002',
    severity: 'fail',
    title: 'The field of the subscription holds the ID of the directory',
    explain: () => 'Both look alike. A subscription has an ID of its own, and Spot needs both.',
    observed: ({ subscriptionId }) => `${subscriptionId}, which is the directory`,
    expected: () => 'the ID of the subscription',
    fix: () => ({
      summary: 'Put the ID of the subscription into its field. Nothing in Azure has to change.',
      commands: [],
      console: [whereIds],
    }),
  }),
  otherTenant: diagnosis<Ids & { actual: string }>({
    code: 'AZ-SUB-003',
    severity: 'fail',
    title: 'The subscription belongs to another directory than the one that you named',
    explain: ({ actual, tenantId }) =>
      `Azure says that it belongs to ${actual}. Spot signs in at the directory that you give it, and would find nothing there.${explainSlip(tenantId, actual)}`,
    observed: ({ tenantId }) => `${tenantId} in the field`,
    expected: ({ actual }) => `${actual}, the directory of the subscription`,
    fix: ({ actual }) => ({
      summary: `Put ${actual} into the field “Directory (tenant) ID”. If the app was made there, nothing else has to change; the step “Register the app” says whether it was.`,
      commands: [],
      console: [whereIds],
    }),
  }),
  moved: diagnosis<Ids & { actual: string }>({
    code: 'AZ-SUB-008',
    severity: 'fail',
    title: 'The subscription belongs to another directory than the one that you are signed in to',
    explain: ({ actual, tenantId }) =>
      `You are signed in to ${tenantId}, which you named, and Azure says that the subscription belongs to ${actual}: it was moved there, or never was here. An app works only for subscriptions of its own directory, and moving takes away all roles. So app, role and assignment of this guide are needed in ${actual}.`,
    observed: ({ tenantId }) => `app and sign-in in ${tenantId}`,
    expected: ({ actual }) => `app and sign-in in ${actual}`,
    fix: ({ actual, tenantId, subscriptionId }) => ({
      summary: `Sign in to ${actual}, put it into the field “Directory (tenant) ID”, and follow this guide there from the step “Register the app” on. If you meant another subscription, one of ${tenantId}, put its ID into the field “Subscription ID” instead.`,
      commands: [],
      console: [
        `In a terminal: az login --tenant ${actual}, then az account set --subscription ${subscriptionId}`,
        whereIds,
      ],
    }),
  }),
  signedInElsewhere: diagnosis<Ids & { signedIn?: string }>({
    code: 'AZ-SUB-004',
    severity: 'fail',
    title: 'You are signed in to another directory than the subscription’s',
    explain: () =>
      'Azure knows the subscription, and refuses your sign-in because it is for another directory. Nothing about your rights is known yet.',
    observed: ({ signedIn }) =>
      signedIn ? `signed in to ${signedIn}` : 'signed in to another directory',
    expected: ({ tenantId }) => `signed in to ${tenantId}`,
    fix: ({ tenantId, subscriptionId }) => ({
      summary: `Sign in again: az login --tenant ${tenantId}, then az account set --subscription ${subscriptionId}.`,
      commands: [],
      console: [
        'Choose the gear at the top right of the portal, then Directories + subscriptions, and switch to the directory of the subscription.',
      ],
    }),
  }),
  disabled: diagnosis<Ids & { state: string; name: string }>({
    code: 'AZ-SUB-005',
    severity: 'fail',
    title: 'The subscription is not active',
    explain: () =>
      'A disabled subscription can be read and not changed: Spot could start nothing in it. Mostly a payment failed, a spending limit was reached, or somebody cancelled it.',
    observed: ({ state, name }) => `“${name}” is ${state}`,
    expected: () => 'Enabled',
    fix: () => ({
      summary: 'Have the subscription reactivated.',
      commands: [],
      console: [
        'Open Subscriptions > your subscription > Overview, and choose Reactivate, or follow the banner there.',
      ],
      who: 'the account administrator or the owner of the bill',
    }),
  }),
  inDanger: diagnosis<Ids & { state: string; name: string }>({
    code: 'AZ-SUB-006',
    severity: 'warning',
    title: 'Azure is about to disable the subscription',
    explain: () =>
      'It works for now. When the bill stays unpaid, Azure disables it, and Spot can no longer replace machines.',
    observed: ({ state, name }) => `“${name}” is ${state}`,
    expected: () => 'Enabled',
    fix: () => ({
      summary: 'Pay what is due, or lift the spending limit.',
      commands: [],
      console: ['Open Cost Management + Billing > Invoices.'],
      who: 'the account administrator or the owner of the bill',
    }),
  }),
  limitedOffer: diagnosis<Ids & { name: string; offer: string; isLimited: boolean }>({
    code: 'AZ-SUB-007',
    severity: 'warning',
    title: 'The subscription is a trial, or has a spending limit',
    explain: () =>
      'It works for now. Azure disables it when the credit is used up, and then Spot can start and replace nothing; and it sells Spot virtual machines to paying offers only.',
    observed: ({ name, offer, isLimited }) =>
      `“${name}”: offer ${offer}${isLimited ? ', with a spending limit' : ''}`,
    expected: () => 'a paying offer without a spending limit',
    fix: () => ({
      summary:
        'Upgrade the subscription to pay-as-you-go, or remove its spending limit. If it is only for trying Spot out, leave it.',
      commands: [],
      console: [
        'Open Subscriptions > your subscription > Overview, and choose Upgrade, or the banner about the spending limit.',
      ],
      who: 'the account administrator',
    }),
  }),
};

export default diagnoses;
