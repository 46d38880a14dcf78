import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import { defineCheck } from '../../define-check.ts';
import diagnoses from './diagnoses.ts';
import { nameOf } from './fixes.ts';

/** Permissions with which the holder of a key could give themselves every other one. */
const escalating =
  /\.setIamPolicy$|^iam\.serviceAccountKeys\.create$|^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$|^iam\.roles\.(create|update)$/;

export default defineCheck({
  id: 'gcp/custom-role',
  title: 'The custom role holds what Spot needs',
  needs: { role: customRole },
  inputs: ['projectId', 'customRoleId'],
  after: ['gcp/project'],
  diagnoses,
  assess({ role }, inputs, judge) {
    if (!role) return judge.found('missing', inputs);
    if (role.name !== nameOf(inputs))
      return judge.cannotTell(`What was looked at is ${role.name}, not ${nameOf(inputs)}.`);
    if (role.deleted) return judge.found('deleted', inputs);
    if (role.stage === 'DISABLED') judge.found('disabled', inputs);
    const included = new Set(role.includedPermissions ?? []);
    const missing = customRolePermissions.filter((one) => !included.has(one));
    if (missing.length > 0) judge.found('lacks', { ...inputs, missing });
    const extra = [...included].filter((one) => escalating.test(one));
    if (extra.length > 0) judge.found('escalates', { ...inputs, extra });
  },
});
