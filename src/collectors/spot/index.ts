import { defineProviderAccess } from '../define-provider-access.ts';
import { openSpotCollectors, spotCollectors } from './_client/open-collectors.ts';

/** The token is the reader's, and is used from their vantage alone. */
export default defineProviderAccess({
  id: 'spot',
  collectors: spotCollectors,
  missing:
    'There is no API token for Spot here. Set SPOT_TOKEN to one of yours, and start this program again.',
  findMachineCredentials({ SPOT_TOKEN }) {
    const token = SPOT_TOKEN?.trim();
    return token ? async (): Promise<string> => token : undefined;
  },
  open: (vantage, token, limits) =>
    token && vantage === 'reader' ? openSpotCollectors({ token, ...limits }) : undefined,
});
