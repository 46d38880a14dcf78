import type { Evidence } from '../../../evidence/define-evidence.ts';
import { permissionsNeeded, takingOver } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import keyFile from '../../../evidence/gcp/key-file.ts';
import spotGrants from '../../../evidence/gcp/spot-grants.ts';
import spotSignIn from '../../../evidence/gcp/spot-sign-in.ts';
import spotZones from '../../../evidence/gcp/spot-zones.ts';
import { defineCheck } from '../../define-check.ts';
import { emailOf } from '../_fixes/commands.ts';
import diagnoses from './diagnoses.ts';

export default defineCheck({
  id: 'gcp/spot-access',
  title: 'With this key, Spot can sign in and do its work',
  needs: { signIn: spotSignIn },
  mayUse: { grants: spotGrants, zones: spotZones, file: keyFile },
  inputs: ['projectId', 'serviceAccountId', 'roleChoice'],
  diagnoses,
  assess({ signIn, grants, zones, file }, inputs, judge) {
    if (!signIn) return judge.cannotTell('Whether Spot can sign in was not seen.');
    if (!signIn.signedIn) {
      const { error, description: words } = signIn;
      const description = `${error}: ${words}`;
      if (judge.refusedBy(description)) return;
      if (/signature/i.test(words)) return judge.found('keyRejected', { ...inputs, description });
      if (/account (not found|disabled)|disabled/i.test(words))
        return judge.found('accountRejected', { ...inputs, description });
      return judge.cannotTell(
        `Google refused the sign-in: ${description}. “iat and exp” in it means that the clock of the machine that asked is wrong.`,
      );
    }
    const off = [grants, zones].flatMap((one) => disabledApi(one));
    const [refused] = off;
    if (refused) return judge.found('apiOff', { ...inputs, ...refused });
    if (zones.status === 'denied' && zones.code === 'BILLING_DISABLED')
      judge.found('billingOff', { ...inputs, message: zones.message });

    // What Google refuses in the name of a rule, no role allows.
    const ruled = [grants, zones].filter(
      (one) => one.status === 'denied' && judge.refusedBy(one.message),
    );
    if (grants.status !== 'found') {
      if (ruled.includes(grants)) return;
      return judge.cannotTell(
        `What Spot may do in ${inputs.projectId} was not seen: ${grants.status === 'absent' ? '' : grants.message}`,
      );
    }
    const held = new Set(grants.value.permissions);
    const missing = permissionsNeeded(inputs.roleChoice).filter((one) => !held.has(one));
    const extra = takingOver.filter((one) => held.has(one));
    if (extra.length > 0) judge.found('mayTakeOver', { ...inputs, extra });
    if (held.size === 0) judge.found('mayNothing', inputs);
    else if (missing.length > 0) judge.found('lacks', { ...inputs, missing });
    else if (zones.status === 'unreachable' || zones.status === 'notCollected')
      judge.cannotTell(`Reading zones did not work out: ${zones.message}`);
    else if (
      zones.status === 'denied' &&
      zones.code !== 'BILLING_DISABLED' &&
      !ruled.includes(zones)
    ) {
      judge.cannotTell(
        `Spot has every permission, yet Google refuses to show the zones: ${zones.message}`,
      );
    }
    if (file.status === 'found' && file.value.project_id !== inputs.projectId) {
      judge.cannotTell(
        `The key is of ${file.value.project_id}, not of ${inputs.projectId}: Spot would connect that project. See the step of the key.`,
      );
    } else if (file.status === 'found' && file.value.client_email !== emailOf(inputs)) {
      judge.cannotTell(
        `The key is of ${file.value.client_email}, not of ${emailOf(inputs)}: Spot would work as that one. See the step of the key.`,
      );
    }
  },
});

/** The API that a refusal names as being off. */
function disabledApi(evidence: Evidence): { api: string; message: string }[] {
  if (evidence.status !== 'denied' || evidence.code !== 'SERVICE_DISABLED') return [];
  const api =
    /\/apis\/api\/([a-z]+\.googleapis\.com)/.exec(evidence.message)?.[1] ??
    /([a-z]+\.googleapis\.com)/.exec(evidence.message)?.[1];
  return [
    {
      api: api ?? 'compute.googleapis.com',
      message: evidence.message.replace(/\. Enable it.*$/s, ''),
    },
  ];
}
