import application from '../../../evidence/azure/application.ts';
import directoryObject from '../../../evidence/azure/directory-object.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
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
