import { allowRequests } from '../../kernel/allow-requests.ts';

const ofAccount = /^\?accountId=[\w%-]*$/;

/** All that the reader's token is used for. Throws a ReadOnlyViolation for every other request. */
export const requireReading = allowRequests([
  ['GET', 'api.spotinst.io', '/setup/account', /^$/],
  ['GET', 'api.spotinst.io', '/setup/credentials/aws', ofAccount],
  ['GET', 'api.spotinst.io', '/gcp/setup/credentials', ofAccount],
  ['GET', 'api.spotinst.io', '/azure/setup/credentials', ofAccount],
]);
