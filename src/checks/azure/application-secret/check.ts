import appManagementPolicy from '../../../evidence/azure/app-management-policy.ts';
import application from '../../../evidence/azure/application.ts';
import clientSecret from '../../../evidence/azure/client-secret.ts';
import { defineCheck } from '../../define-check.ts';
import { chooseExpiry } from '../_app/secret-days.ts';
import readSecretPolicy from '../_app/secret-policy.ts';
import { chosenSecret, isLive } from './choice.ts';
import diagnoses from './diagnoses.ts';
import { judgeOthers, judgePolicy, judgeSecret } from './judge.ts';

export default defineCheck({
  id: 'azure/application-secret',
  title: 'The app has a client secret that lives long enough and ends on the day you typed',
  needs: { app: application },
  mayUse: { typed: clientSecret, policy: appManagementPolicy },
  inputs: ['clientId', 'expirationDate'],
  after: ['azure/application'],
  diagnoses,
  assess({ app, typed, policy: seen }, { clientId, expirationDate }, judge) {
    if (!app) return judge.cannotTell('There is no app of this client ID; see the step before.');
    const policy = readSecretPolicy(seen, app.createdDateTime);
    const data = {
      ...{ clientId, expirationDate, policy },
      newDay: chooseExpiry(expirationDate, judge.now, policy.mostDays),
    };
    const credentials = app.passwordCredentials;
    if (!credentials.some((one) => isLive(one, judge.now))) judgePolicy(data, judge);
    if (credentials.length === 0) {
      if (!policy.forbidsNew) judge.found('none', data);
      return;
    }
    const hint = typed.status === 'found' ? typed.value.hint : undefined;
    const chosen = chosenSecret(credentials, { hint, day: expirationDate });
    if (!chosen) {
      const hints = credentials
        .filter((credential) => isLive(credential, judge.now))
        .map((credential) => credential.hint ?? '…');
      return judge.found('notOfThisApp', {
        ...data,
        hint: hint ?? '',
        hints: hints.length > 0 ? hints : ['another secret: none is valid now'],
      });
    }
    judgeSecret(chosen.credential, data, judge);
    judgeOthers(credentials, chosen, data, judge);
  },
});
