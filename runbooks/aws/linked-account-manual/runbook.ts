import { linkedIntegrations, linkedProducts } from '../../../src/checks/aws/_linked/bundles.ts';
import chosenPolicy from '../../../src/checks/aws/chosen-policy/check.ts';
import linkedAccess from '../../../src/checks/aws/linked-access/check.ts';
import linkedAccount from '../../../src/checks/aws/linked-account/check.ts';
import linkedRemoved from '../../../src/checks/aws/linked-removed/check.ts';
import linkedRole from '../../../src/checks/aws/linked-role/check.ts';
import linkedRolePermissions from '../../../src/checks/aws/linked-role-permissions/check.ts';
import readerRights from '../../../src/checks/aws/reader-rights/check.ts';
import spotServiceLinkedRoleCheck from '../../../src/checks/aws/spot-service-linked-role/check.ts';
import { defineRunbook } from '../../define-runbook.ts';
import { linkedInputs } from '../_linked/inputs.ts';
import { linkedFixes, linkedReads, spotRole, terminal } from '../rights.ts';

const all = (options: readonly { value: string }[]) => options.map(({ value }) => value).join(',');

export default defineRunbook({
  title: 'Connect an AWS account by hand',
  minutes: 20,
  inputs: {
    ...linkedInputs,
    permissionSet: {
      kind: 'choice',
      label: 'Permissions',
      help: 'Spot’s whole policy works with everything you may use later. A chosen part is smaller; add to it when you use more.',
      options: [
        { value: 'default', label: 'Default: Spot’s whole policy' },
        { value: 'custom', label: 'Custom: only what I tick' },
      ],
    },
    products: {
      kind: 'choices',
      label: 'Products',
      help: 'What Spot is to run in this account.',
      options: linkedProducts,
      when: { permissionSet: ['custom'] },
      suggestion: all(linkedProducts),
    },
    integrations: {
      kind: 'choices',
      label: 'Integrations',
      help: 'AWS services that Elastigroup is to work with.',
      options: linkedIntegrations,
      when: { permissionSet: ['custom'] },
      suggestion: all(linkedIntegrations),
    },
  },
  methods: ['console', 'cli'],
  rights: [terminal],
  checksRead: linkedReads,
  steps: {
    account: { title: 'Sign in to the account', checks: [linkedAccount, readerRights] },
    policy: {
      title: 'Create the policy',
      checks: [chosenPolicy],
      rights: ['iam:CreatePolicy'],
    },
    role: {
      title: 'Create the role',
      checks: [linkedRole],
      rights: ['iam:CreateRole'],
    },
    attachment: {
      title: 'Attach the policies to the role',
      checks: [linkedRolePermissions],
      rights: ['iam:AttachRolePolicy', linkedFixes],
    },
    'spot-role': {
      title: 'Let EC2 start spot instances',
      checks: [spotServiceLinkedRoleCheck],
      rights: [spotRole],
    },
    connect: { title: 'Connect the role in Spot', checks: [linkedAccess], vantage: 'spot' },
    undo: {
      title: 'Undo it all',
      checks: [linkedRemoved],
      phase: 'undo',
      rights: ['iam:DetachRolePolicy', 'iam:DeleteRole', 'iam:DeletePolicy'],
    },
  },
});
