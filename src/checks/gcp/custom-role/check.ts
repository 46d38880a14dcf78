import { customRolePermissions, forWork } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { rolesInEffect } from '../_grants/grants.ts';
import { mayHold } from '../_grants/roles.ts';
import diagnoses from './diagnoses.ts';
import { nameOf } from './fixes.ts';

/** Permissions with which the holder of a key could give themselves every other one. */
const escalating =
  /\.setIamPolicy$|^iam\.serviceAccountKeys\.create$|^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$|^iam\.roles\.(create|update)$/;

/** Permissions to look at machines, clusters, metrics and APIs, of which Spot sees most anyway. */
const looking =
  /^(compute\.[a-zA-Z]+|container\.(clusters|nodes|operations)|monitoring\.(metricDescriptors|timeSeries)|serviceusage\.services|resourcemanager\.projects)\.(get|list)$/;

export default defineCheck({
  id: 'gcp/custom-role',
  title: 'The custom role holds what Spot needs',
  needs: { role: customRole },
  mayUse: { policy: projectPolicy, above: ancestorPolicies },
  inputs: ['projectId', 'customRoleId', 'serviceAccountId'],
  after: ['gcp/project'],
  diagnoses,
  assess({ role, policy, above }, inputs, judge) {
    if (!role) return judge.found('missing', inputs);
    if (role.name !== nameOf(inputs))
      return judge.cannotTell(`What was looked at is ${role.name}, not ${nameOf(inputs)}.`);
    if (role.deleted) return judge.found('deleted', inputs);
    if (role.stage === 'DISABLED') judge.found('disabled', inputs);
    const included = new Set(role.includedPermissions ?? []);
    const missing = customRolePermissions.filter((one) => !included.has(one));
    // What counts is what the account may do by all its roles together.
    const others = rolesInEffect(
      { policy: policy.status === 'found' ? policy.value : null, above },
      inputs,
      judge.now,
    )
      .map(({ role: one }) => one)
      .filter((one) => one !== role.name && mayHold(one, inputs.projectId));
    if (missing.length > 0 && others.length > 0)
      judge.cannotTell(
        `The role lacks ${missing.join(', ')}. The service account also has ${[...new Set(others)].join(', ')}; whether that holds the rest is not seen here, check as Spot.`,
      );
    else if (missing.length > 0) judge.found('lacks', { ...inputs, missing });
    const extra = [...included].filter((one) => !forWork.includes(one) && !looking.test(one));
    const handing = extra.filter((one) => escalating.test(one));
    if (handing.length > 0) judge.found('escalates', { ...inputs, extra: handing });
    const further = extra.filter((one) => !escalating.test(one));
    if (further.length > 0) judge.found('further', { ...inputs, further });
  },
});
