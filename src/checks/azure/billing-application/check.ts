import { defineCheck } from '../../define-check.ts';
import azureApplication from '../application/check.ts';

const { redirectMissing: _notHere, ...diagnoses } = azureApplication.diagnoses;

/**
 * The app for Eco: as for a subscription, without the redirect address, which Spot's manual for Eco
 * says to leave out.
 */
export default defineCheck({
  ...azureApplication,
  id: 'azure/billing-application',
  title: 'The app is registered in your directory, and for it alone',
  diagnoses,
  assess: (evidence, inputs, judge) =>
    azureApplication.assess(evidence, inputs, {
      ...judge,
      found(name, data) {
        if (name !== 'redirectMissing') judge.found(name, data as never);
      },
    }),
});
