import keyFile from '../../../evidence/gcp/key-file.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { type AccountInputs, consolePage, deleteKeys, emailOf } from '../_fixes/commands.ts';
import { getKeyId, isGooglesOwn, isUnusable } from '../_keys/keys.ts';

export default defineCheck({
  id: 'gcp/single-key',
  title: 'No key is left but the one that Spot has',
  needs: { keys: serviceAccountKeys },
  mayUse: { file: keyFile },
  inputs: ['projectId', 'serviceAccountId'],
  after: ['gcp/key'],
  diagnoses: {
    others: diagnosis<AccountInputs & { ids: readonly string[]; useless: readonly string[] }>({
      code: 'GCP-KEYS-001',
      severity: 'warning',
      title: 'The service account has further keys',
      explain: () =>
        'Each of them opens the project just like the one you gave to Spot, and lies in some file: of an earlier attempt, or of another program. If another program uses one, give that its own service account first: it stops working when the key is deleted.',
      observed: ({ ids }) => ids.join(', '),
      expected: () => 'only the key that Spot has',
      fix: ({ ids, useless, ...inputs }) => ({
        summary:
          'Delete those that neither Spot nor another program uses. It cannot be undone. Was Spot connected with the command of “Finish, renew, disconnect”? Then it has a newer key than this file: leave that one.',
        // A key that works may be somebody's, Spot's too: which one Spot has is known to whoever
        // gave it. Those that are disabled or have expired are nobody's.
        commands: useless.length > 0 ? [deleteKeys(inputs, useless)] : [],
        console: [
          `Open ${consolePage('iam-admin/serviceaccounts', inputs.projectId)}, and choose ${emailOf(inputs)}, then Keys.`,
          `Compare with ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ' and the others' : ''}: the page shows when each was made, and Metrics when it was last used.`,
          'Delete the ones that are not in use.',
        ],
        who: 'someone with the role Service Account Key Admin',
      }),
    }),
  },
  assess({ keys: seen, file }, inputs, judge) {
    const keys = (seen ?? []).filter((one) => !isGooglesOwn(one));
    const ids = keys.map(getKeyId);
    if (ids.length === 0)
      return judge.cannotTell(
        'The service account has no key at all, so Spot has none that works. See the step of the key.',
      );
    if (file.status === 'found' && !ids.some((id) => id === file.value.private_key_id))
      return judge.cannotTell(
        'The key in the file is not among the keys of the service account, so which key Spot has is not known. See the step of the key.',
      );
    if (ids.length === 1) return;
    if (file.status !== 'found')
      return judge.cannotTell(
        `There are ${ids.length} keys. Which of them Spot has is only seen with the file.`,
        [keyFile],
      );
    const others = keys.filter((key) => getKeyId(key) !== file.value.private_key_id);
    const useless = others.filter((one) => isUnusable(one, judge.now));
    judge.found('others', { ...inputs, ids: others.map(getKeyId), useless: useless.map(getKeyId) });
  },
});
