import { AwsError } from '../service.ts';

/**
 * Codes: service model of Cost Explorer, and what the live service sends beyond it. All of them are
 * 400.
 */

export const validation = (message: string) => new AwsError('ValidationException', 400, message);

/**
 * Nobody has opened Cost Explorer in this account yet. It is no matter of policies, although it
 * says AccessDenied.
 */
export const notEnabled = () =>
  new AwsError('AccessDeniedException', 400, 'User not enabled for cost explorer access');

export const dataUnavailable = () =>
  new AwsError(
    'DataUnavailableException',
    400,
    'Data is not available. Please try to adjust the time period. If just enabled Cost Explorer, data might not be ingested yet',
  );

/** Beyond what this simulator knows: loud, so that nobody mistakes it for an answer of AWS. */
export const notSimulated = (what: string) =>
  new AwsError('NotSimulated', 501, `The simulated Cost Explorer does not know ${what}.`);
