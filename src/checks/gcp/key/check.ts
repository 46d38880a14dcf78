import keyFile from '../../../evidence/gcp/key-file.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { defineCheck } from '../../define-check.ts';
import { emailOf } from '../_fixes/commands.ts';
import { getKeyId, isOver, isUnusable } from '../_keys/keys.ts';
import diagnoses from './diagnoses.ts';

const limit = 10;
const month = 30 * 24 * 3_600_000;
/** A 2048-bit key in PEM has 1,700 characters. */
const shortest = 1_500;

export default defineCheck({
  id: 'gcp/key',
  title: 'The key file is a working key of this service account',
  needs: { keys: serviceAccountKeys },
  mayUse: { file: keyFile },
  inputs: ['projectId', 'serviceAccountId'],
  after: ['gcp/service-account'],
  diagnoses,
  assess({ keys: seen, file: looked }, inputs, judge) {
    const keys = seen ?? [];
    const useless = keys.filter((one) => isUnusable(one, judge.now)).map(getKeyId);
    const needsNew = (report: () => void) =>
      keys.length >= limit ? judge.found('tooMany', { ...inputs, useless }) : report();

    if (looked.status !== 'found') {
      if (keys.length === 0) return judge.found('none', inputs);
      if (keys.length >= limit) judge.found('tooMany', { ...inputs, useless });
      return judge.cannotTell(
        'Whether the file you have holds a working key is only seen with the file.',
        [keyFile],
      );
    }
    const file = looked.value;
    const what = file.type
      ? `"type": "${file.type}"`
      : file.installed || file.web
        ? 'the file of an OAuth client'
        : 'no "type"';
    if (file.type !== 'service_account') return judge.found('wrongKind', { ...inputs, what });
    if (file.project_id !== inputs.projectId)
      return judge.found('otherProject', { ...inputs, found: file.project_id ?? 'none' });
    if (file.client_email !== emailOf(inputs))
      return judge.found('otherAccount', { ...inputs, found: file.client_email ?? 'none' });
    const length = file.private_key;
    if (length !== undefined && length < shortest)
      return judge.found('incomplete', { ...inputs, length });
    const id = file.private_key_id ?? 'none';
    const own = keys.find((one) => getKeyId(one) === id);
    if (!own) return needsNew(() => judge.found('gone', { ...inputs, id }));
    const end = own.validBeforeTime;
    if (isOver(end, judge.now))
      return needsNew(() => judge.found('expired', { ...inputs, id, end }));
    if (own.disabled) judge.found('disabled', { ...inputs, id });
    if (length === undefined)
      judge.cannotTell(
        'Whether the private key in the file is whole was not seen: paste what the command prints, with its length.',
        [keyFile],
      );
    // Keys without an end are valid until the year 9999.
    if (end && new Date(end).getTime() - judge.now.getTime() < 365 * 24 * 3_600_000) {
      const soon = new Date(end).getTime() - judge.now.getTime() < month;
      judge.found('expires', { ...inputs, id, end: soon ? `${end} (in less than a month)` : end });
    }
  },
});
