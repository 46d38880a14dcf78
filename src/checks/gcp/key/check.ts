import keyCreationPolicy from '../../../evidence/gcp/key-creation-policy.ts';
import keyFile from '../../../evidence/gcp/key-file.ts';
import managedKeyCreationPolicy from '../../../evidence/gcp/managed-key-creation-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { defineCheck } from '../../define-check.ts';
import { emailOf } from '../_fixes/commands.ts';
import {
  findExposure,
  getKeyId,
  hasTimes,
  isBefore,
  isGooglesOwn,
  isOver,
  isUnusable,
  type Key,
} from '../_keys/keys.ts';
import { isEnforced } from '../_policies/enforced.ts';
import diagnoses from './diagnoses.ts';

const limit = 10;
const month = 30 * 24 * 3_600_000;
/** A 2048-bit key in PEM has 1,700 characters, one of 4096 bits (uploaded) 3,300. */
const [shortest, longest] = [1_500, 4_000];

/** Where a key signs in: https://developers.google.com/identity/protocols/oauth2/service-account */
const tokenAddresses = [
  'https://oauth2.googleapis.com/token',
  'https://accounts.google.com/o/oauth2/token',
  'https://www.googleapis.com/oauth2/v4/token',
];

/**
 * What files of Google's that are no keys of service accounts call themselves.
 *
 * Source: https://google.aip.dev/auth/4110
 */
const otherFiles: readonly string[] = [
  'authorized_user',
  'external_account',
  'external_account_authorized_user',
  'gdch_service_account',
  'impersonated_service_account',
];

/** What Google writes into a key file and Spot takes of it, besides what is compared. */
const written = [
  'client_id',
  'auth_uri',
  'token_uri',
  'auth_provider_x509_cert_url',
  'client_x509_cert_url',
] as const;

export default defineCheck({
  id: 'gcp/key',
  title: 'The key file is a working key of this service account',
  needs: { keys: serviceAccountKeys },
  mayUse: {
    file: keyFile,
    keyPolicy: keyCreationPolicy,
    managedKeyPolicy: managedKeyCreationPolicy,
    account: serviceAccount,
  },
  inputs: ['projectId', 'serviceAccountId'],
  after: ['gcp/service-account'],
  diagnoses,
  assess({ keys: seen, file: looked, keyPolicy, managedKeyPolicy, account }, accountInputs, judge) {
    const inputs = {
      ...accountInputs,
      forbidden: [keyPolicy, managedKeyPolicy].some((policy) => isEnforced(policy) === true),
    };
    // Google's own keys count for nothing: nobody can take one along.
    const keys = (seen ?? []).filter((one) => !isGooglesOwn(one));
    const full = keys.length >= limit;
    const useless = keys.filter((one) => isUnusable(one, judge.now)).map(getKeyId);
    const needsNew = (report: () => void) =>
      full ? judge.found('tooMany', { ...inputs, useless }) : report();
    const expose = (key: Key) => {
      const how = findExposure(key);
      if (how) judge.found('exposed', { ...inputs, id: getKeyId(key), how, full });
      return how !== undefined;
    };

    if (looked.status !== 'found') {
      if (keys.length === 0) return judge.found('none', inputs);
      keys.filter(expose);
      if (full) judge.found('tooMany', { ...inputs, useless });
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
    if (file.type && file.type !== 'service_account' && !otherFiles.includes(file.type))
      return judge.cannotTell(
        `The file says that it is a “${file.type}”, which is not known here. Spot takes the key of a service account, whose file says "type": "service_account".`,
        [keyFile],
      );
    if (file.type !== 'service_account') return judge.found('wrongKind', { ...inputs, what });
    if (file.project_id !== inputs.projectId)
      return judge.found('otherProject', { ...inputs, found: file.project_id ?? 'none' });
    if (file.client_email !== emailOf(inputs))
      return judge.found('otherAccount', { ...inputs, found: file.client_email ?? 'none' });
    const length = file.private_key;
    if (length !== undefined && !(length >= shortest && length <= longest))
      return judge.found('incomplete', { ...inputs, length });
    const lacking = written.filter((name) => !file[name]);
    if (lacking.length > 0)
      return judge.found('changed', { ...inputs, what: `without ${lacking.join(', ')}` });
    if (!tokenAddresses.includes(file.token_uri ?? ''))
      return judge.found('changed', { ...inputs, what: `token_uri ${file.token_uri}` });
    if (file.universe_domain !== undefined && file.universe_domain !== 'googleapis.com')
      return judge.found('changed', { ...inputs, what: `universe_domain ${file.universe_domain}` });
    const id = file.private_key_id ?? 'none';
    const own = keys.find((one) => getKeyId(one) === id);
    if (!own) {
      // The client ID in a key file is the unique ID of its account, which a new one of the same
      // name does not get: https://cloud.google.com/iam/docs/service-accounts-delete-undelete
      const now =
        account.status === 'found'
          ? account.value.find(({ email }) => email === file.client_email)?.uniqueId
          : undefined;
      const whose =
        now === undefined ? 'unknown' : now === file.client_id ? 'of this one' : 'of a former one';
      return needsNew(() => judge.found('gone', { ...inputs, id, whose }));
    }
    // What strangers can use is told of every key, not only of the one in the file.
    keys.filter((one) => one !== own && !isUnusable(one, judge.now)).forEach(expose);
    if (expose(own)) return;
    if (own.keyType !== 'USER_MANAGED' || !hasTimes(own))
      return judge.cannotTell(
        `Google says of the key ${id}: ${own.keyType}, valid from ${own.validAfterTime} until ${own.validBeforeTime}. Whether it works cannot be told from that.`,
      );
    const { validAfterTime: start, validBeforeTime: end } = own;
    if (isOver(own, judge.now))
      return needsNew(() => judge.found('expired', { ...inputs, id, end }));
    if (isBefore(own, judge.now))
      return needsNew(() => judge.found('notYet', { ...inputs, id, start }));
    if (own.disabled) judge.found('disabled', { ...inputs, id, reason: own.disableReason });
    if (length === undefined)
      judge.cannotTell(
        'Whether the private key in the file is whole was not seen: paste what the command prints, with its length.',
        [keyFile],
      );
    // Keys without an end are valid until the year 9999.
    if (new Date(end).getTime() - judge.now.getTime() < 365 * 24 * 3_600_000) {
      const soon = new Date(end).getTime() - judge.now.getTime() < month;
      judge.found('expires', { ...inputs, id, end: soon ? `${end} (in less than a month)` : end });
    }
  },
});
