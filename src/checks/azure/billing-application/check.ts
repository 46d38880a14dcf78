import {
  application,
  directoryObject,
  servicePrincipal,
  tenant,
} from '../../../evidence/azure/index.ts';
import { defineCheck } from '../../define-check.ts';
import { judgeRegistration, registrationDiagnoses } from '../_app/registration.ts';

/**
 * The app for Eco: as for a subscription, without the redirect address, which Spot's manual for Eco
 * says to leave out.
 */
export default defineCheck({
  id: 'azure/billing-application',
  title: 'The app is registered in your directory, and for it alone',
  needs: {},
  mayUse: { app: application, object: directoryObject, principal: servicePrincipal, own: tenant },
  inputs: ['clientId', 'tenantId'],
  diagnoses: registrationDiagnoses,
  assess(evidence, inputs, judge) {
    judgeRegistration(evidence, inputs, judge);
  },
});
