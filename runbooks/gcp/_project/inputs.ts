import type { InputDefinition, InputOption } from '../../../src/inputs/define-input.ts';

const editor: InputOption = {
  value: 'editor',
  label: 'Editor',
  help: "What Spot's wizard asks for: a role of Google's, simple and broad.",
};
const custom: InputOption = {
  value: 'custom',
  label: 'A custom role with 89 permissions',
  help: 'Only what Spot uses, each with its reason on this page, and Service Account User.',
};

/** Values of both guides for Google Cloud; they differ in the role that they propose first. */
export const gcpInputs = (first: 'editor' | 'custom') =>
  ({
    projectId: {
      kind: 'gcp-project-id',
      label: 'Project ID',
      help: 'The ID, not the name or the number: see the column “ID” of the project picker at the top of the Google Cloud console.',
      placeholder: 'shop-prod-482913',
    },
    serviceAccountId: {
      kind: 'gcp-service-account-id',
      label: 'Service account ID',
      help: "Take the name that Spot's wizard shows, in small letters: 6 to 30 letters, digits and hyphens.",
      placeholder: 'spotinst-role-act-550cdfc7',
      suggestion: 'spotinst-role',
    },
    roleChoice: {
      kind: 'choice',
      label: 'What Spot may do',
      help: 'Either works. The custom role is safer, and has to be extended when Spot needs more.',
      options: first === 'editor' ? [editor, custom] : [custom, editor],
    },
    customRoleId: {
      kind: 'gcp-role-id',
      label: 'Custom role ID',
      help: 'Keep the suggestion, or take the name that Spot’s wizard shows. Letters, digits, periods and underscores.',
      placeholder: 'spotinstCustomRole',
      suggestion: 'spotinstCustomRole',
      when: { roleChoice: ['custom'] },
    },
    keyFile: {
      kind: 'gcp-key-file',
      label: 'Key file',
      help: 'Comes out of the step of the key, so leave it empty until then. It stays in this page and on your machine.',
      placeholder: '{ "type": "service_account", … }',
    },
  }) satisfies Readonly<Record<string, InputDefinition>>;
