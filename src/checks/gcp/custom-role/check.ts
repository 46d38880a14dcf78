import { customRolePermissions } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import customRoles from '../../../evidence/gcp/custom-roles.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import { isKnownStage, readCustomRoles } from '../_grants/custom-roles.ts';
import { isOfTheWork } from '../_grants/excess.ts';
import { readEffective } from '../_grants/grants.ts';
import { mayHold } from '../_grants/roles.ts';
import diagnoses from './diagnoses.ts';
import { nameOf } from './fixes.ts';

/** Permissions with which the holder of a key could give themselves every other one. */
const escalating =
  /\.setIamPolicy$|^iam\.serviceAccountKeys\.create$|^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$|^iam\.roles\.(create|update)$/;

export default defineCheck({
  id: 'gcp/custom-role',
  title: 'The custom role holds what Spot needs',
  needs: { role: customRole },
  mayUse: { policy: projectPolicy, above: ancestorPolicies, all: customRoles },
  inputs: ['projectId', 'customRoleId', 'serviceAccountId'],
  after: ['gcp/project'],
  diagnoses,
  assess({ role, policy, above, all }, inputs, judge) {
    if (!role) {
      const listed = all.status === 'found' ? (all.value.roles ?? []) : [];
      const ids = listed
        .filter(({ deleted }) => !deleted)
        .map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
      return judge.found('missing', { ...inputs, near: findSimilarName(inputs.customRoleId, ids) });
    }
    if (role.name !== nameOf(inputs))
      return judge.cannotTell(`What was looked at is ${role.name}, not ${nameOf(inputs)}.`);
    if (role.deleted) return judge.found('deleted', inputs);
    if (role.stage === 'DISABLED') judge.found('disabled', inputs);
    else if (!isKnownStage(role.stage))
      judge.cannotTell(
        `Whether a role in the launch stage ${role.stage} grants anything is not known here.`,
      );
    const included = new Set(role.includedPermissions ?? []);
    // What counts is what the account may do by all its roles together.
    const seen = readCustomRoles(all, role);
    const { held, roles } = readEffective(
      { policy: policy.status === 'found' ? policy.value : null, above },
      inputs,
      seen,
      judge.now,
    );
    const others = roles.filter((one) => one !== role.name);
    const missing = customRolePermissions.filter((one) => !included.has(one) && !held.has(one));
    const surely = missing.filter(
      (permission) => !others.some((one) => mayHold(one, permission, inputs.projectId, seen)),
    );
    if (surely.length > 0) judge.found('lacks', { ...inputs, missing: surely });
    else if (missing.length > 0)
      judge.cannotTell(
        `The role lacks ${missing.join(', ')}. The service account also has ${others.join(', ')}; whether that holds the rest is not seen here, check as Spot.`,
        [customRoles],
      );
    const extra = [...included].filter((one) => !isOfTheWork(one));
    const handing = extra.filter((one) => escalating.test(one));
    if (handing.length > 0) judge.found('escalates', { ...inputs, extra: handing });
    const further = extra.filter((one) => !escalating.test(one));
    if (further.length > 0) judge.found('further', { ...inputs, further });
  },
});
