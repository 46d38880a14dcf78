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
  title: 'Connect a Google Cloud project with a script',
  minutes: 10,
  inputs: gcpInputs('custom'),
  methods: ['console', 'script'],
  checksRead: rights.checksRead,
  steps: {
    project: {
      title: 'Choose the project',
      checks: [projectCheck, billing, readerRights],
      rights: rights.apis('script'),
    },
    'org-policies': {
      title: 'See whether keys are allowed',
      checks: [orgPolicies],
      rights: [rights.orgPolicies],
    },
    script: {
      title: 'Run the script',
      checks: [apis, serviceAccountCheck, key],
      rights: [
        ...rights.apis(),
        ...rights.serviceAccountByScript,
        ...rights.key,
        ...rights.customRoleByScript,
        ...rights.grant,
        rights.roleFixes,
      ],
    },
    'custom-role': {
      title: 'See what the script granted: the custom role',
      checks: [customRoleCheck, customRoleGrant],
      when: { roleChoice: ['custom'] },
    },
    editor: {
      title: 'See what the script granted: Editor',
      checks: [editorGrant],
      when: { roleChoice: ['editor'] },
    },
    connect: { title: 'Hand the key to Spot', checks: [spotAccess], vantage: 'spot' },
    'clean-up': { title: 'Leave no copy of the key behind', checks: [singleKey] },
    undo: { title: 'Undo it all', checks: [removed], phase: 'undo', rights: [...rights.undo] },
  },
});
