import { diagnosis } from '../../define-check.ts';
import { explainSlip } from '../../similar.ts';
import { agreementNames } from '../_billing/commands.ts';

/** The ways in which `azure/agreement-kind` fails, and their words. */
const diagnoses = {
  otherDirectory: diagnosis<{ tenantId: string; signedInTo: string }>({
    code: 'AZB-AGREEMENT-001',
    severity: 'fail',
    title: 'You are signed in to another directory',
    explain: ({ tenantId, signedInTo }) =>
      `Everything on this page is made in one directory (tenant), the one whose billing account you connect. Spot refuses a tenant ID that is not that of the app it was given.${explainSlip(tenantId, signedInTo)}`,
    observed: ({ signedInTo }) => `signed in to ${signedInTo}`,
    expected: ({ tenantId }) => tenantId,
    fix: ({ tenantId, signedInTo }) => ({
      summary: `If ${signedInTo} is the right one, change “Directory (tenant) ID” at the top of the page to it. Else sign in to ${tenantId}.`,
      commands: [],
      console: [
        `In a terminal: az login --tenant ${tenantId} --allow-no-subscriptions`,
        'In the portal: choose your name at the top right > Switch directory.',
      ],
    }),
  }),
  guest: diagnosis<{ name: string }>({
    code: 'AZB-AGREEMENT-002',
    severity: 'fail',
    title: 'You are a guest in this directory',
    explain: () =>
      'Guests cannot elevate their access, and Spot asks for an account that is a member of the directory. Later steps would refuse you.',
    observed: ({ name }) => `${name}, a guest`,
    expected: () => 'a member of the directory',
    fix: () => ({
      summary:
        'Sign in with an account that belongs to this directory, or let a member do the steps.',
      commands: [],
      who: 'a member of the directory who is Global Administrator',
    }),
  }),
  partner: diagnosis<{ what: string }>({
    code: 'AZB-AGREEMENT-003',
    severity: 'fail',
    title: 'A reseller pays for this Azure (CSP, Microsoft Partner Agreement)',
    explain: () =>
      'Then your costs and commitments are in the billing account of your reseller, and no step of this page can reach them. Spot connects such customers another way.',
    observed: ({ what }) => what,
    expected: () => 'an Enterprise Agreement, a Microsoft Customer Agreement, or pay-as-you-go',
    fix: () => ({
      summary: 'Write to Spot Support that you buy Azure through a CSP. Do not go on here.',
      commands: [],
      who: 'Spot Support, together with your reseller',
    }),
  }),
  otherAgreement: diagnosis<{ chosen: string; have: string; value?: string }>({
    code: 'AZB-AGREEMENT-004',
    severity: 'fail',
    title: 'You have another agreement than the one you chose',
    explain: () =>
      'Each agreement has roles and places of its own, so the page shows different steps for each. With the wrong choice Azure would refuse the role for the billing account.',
    observed: ({ have }) => have,
    expected: ({ chosen }) => chosen,
    fix: ({ have }) => ({
      summary: `At the top of the page choose the agreement ${have}. Nothing in Azure has to change.`,
      commands: [],
    }),
  }),
  noBillingRole: diagnosis<{ chosen: string }>({
    code: 'AZB-AGREEMENT-005',
    severity: 'fail',
    title: 'You can see no billing account',
    explain: ({ chosen }) =>
      `A billing account is shown only to people with a role on it, and being Global Administrator is none. For ${chosen} somebody with such a role has to give Spot its role too.`,
    observed: () => 'no billing account',
    expected: ({ chosen }) => `a billing account of the kind ${chosen}`,
    fix: ({ chosen }) => ({
      summary:
        'Ask somebody who administers billing to give you a role on the billing account, or to do this page with you.',
      commands: [],
      console: ['They open Cost Management + Billing > Access control (IAM) > Add.'],
      who: chosen === agreementNames.ea ? 'an Enterprise Administrator' : 'a billing account owner',
    }),
  }),
};

export default diagnoses;
