import apis from '../../../src/checks/gcp/apis/check.ts';
import billing from '../../../src/checks/gcp/billing/check.ts';
import customRoleCheck from '../../../src/checks/gcp/custom-role/check.ts';
import customRoleGrant from '../../../src/checks/gcp/custom-role-grant/check.ts';
import editorGrant from '../../../src/checks/gcp/editor-grant/check.ts';
import key from '../../../src/checks/gcp/key/check.ts';
import orgPolicies from '../../../src/checks/gcp/org-policies/check.ts';
import projectCheck from '../../../src/checks/gcp/project/check.ts';
import readerRights from '../../../src/checks/gcp/reader-rights/check.ts';
import removed from '../../../src/checks/gcp/removed/check.ts';
import serviceAccountCheck from '../../../src/checks/gcp/service-account/check.ts';
import singleKey from '../../../src/checks/gcp/single-key/check.ts';
import spotAccess from '../../../src/checks/gcp/spot-access/check.ts';
import { defineRunbook } from '../../define-runbook.ts';
import { gcpInputs } from '../_project/inputs.ts';
import * as rights from '../rights.ts';

export default defineRunbook({
  title: 'Connect a Google Cloud project by hand',
  minutes: 20,
  inputs: gcpInputs('editor'),
  methods: ['console', 'cli'],
  checksRead: rights.checksRead,
  steps: {
    project: {
      title: 'Choose the project',
      checks: [projectCheck, billing, readerRights],
      rights: rights.apis('cli'),
    },
    apis: {
      title: 'Switch on the APIs',
      checks: [apis],
      rights: rights.apis('cli'),
    },
    'org-policies': {
      title: 'See whether keys are allowed',
      checks: [orgPolicies],
      rights: [rights.orgPolicies],
    },
    'service-account': {
      title: 'Create the service account',
      checks: [serviceAccountCheck],
      rights: rights.serviceAccount,
    },
    editor: {
      title: 'Make it Editor of the project',
      checks: [editorGrant],
      rights: [...rights.grant],
      when: { roleChoice: ['editor'] },
    },
    'custom-role': {
      title: 'Create and grant the custom role',
      checks: [customRoleCheck, customRoleGrant],
      rights: [...rights.customRole, ...rights.grant, rights.keyFixes],
      when: { roleChoice: ['custom'] },
    },
    key: { title: 'Create its key', checks: [key], rights: [...rights.key] },
    connect: { title: 'Hand the key to Spot', checks: [spotAccess], vantage: 'spot' },
    'clean-up': { title: 'Leave no copy of the key behind', checks: [singleKey] },
    undo: { title: 'Undo it all', checks: [removed], phase: 'undo', rights: [...rights.undo] },
  },
});
