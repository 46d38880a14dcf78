import { keyFile, serviceAccountKeys } from '../../evidence/gcp/index.ts';
import { defineCheck, diagnosis } from '../define-check.ts';
import { type AccountInputs, consolePage, deleteKeys, emailOf } from './commands.ts';
import { idOf } from './key.ts';

export const singleKey = defineCheck({
  id: 'gcp/single-key',
  title: 'No key is left but the one that Spot has',
  needs: { keys: serviceAccountKeys },
  mayUse: { file: keyFile },
  inputs: ['projectId', 'serviceAccountId'],
  after: ['gcp/key'],
  diagnoses: {
    others: diagnosis<AccountInputs & { ids: readonly string[] }>({
      code: 'GCP-KEYS-001',
      severity: 'warning',
      title: 'The service account has further keys',
      explain: () =>
        'Each of them opens the project just like the one you gave to Spot, and lies in some file: of an earlier attempt, or of another program. If another program uses one, give that its own service account first: it stops working when the key is deleted.',
      observed: ({ ids }) => ids.join(', '),
      expected: () => 'only the key that Spot has',
      fix: ({ ids, ...inputs }) => ({
        summary: 'Delete the others. It cannot be undone.',
        commands: [deleteKeys(inputs, ids)],
        console: [
          `Open ${consolePage('iam-admin/serviceaccounts', inputs.projectId)}, choose ${emailOf(inputs)}, then Keys, and delete them.`,
        ],
        who: 'someone with the role Service Account Key Admin',
      }),
    }),
  },
  assess({ keys: seen, file }, inputs, judge) {
    const ids = (seen ?? []).map(idOf);
    if (ids.length < 2) return;
    if (file.status !== 'found')
      return judge.cannotTell(`There are ${ids.length} keys. Which of them Spot has is only seen with the file.`, [keyFile]);
    judge.found('others', { ...inputs, ids: ids.filter((id) => id !== file.value.private_key_id) });
  },
});
