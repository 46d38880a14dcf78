import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';
import api from './obstacles/api.ts';
import banners from './obstacles/console.ts';

/** What Spot's API and console say, and what the terminal says where Spot was not reached; the special before the general. */
const obstacles: readonly Obstacle[] = [
  ...api,
  ...banners,
  {
    id: 'spot/no-token',
    says: words(/SPOT_TOKEN: (?:unbound variable|parameter (?:null or )?not set)/),
    whose: 'sign-in',
    title: 'This terminal has no Spot token yet, or lost it when it was opened anew',
    todo: 'Run read -rs SPOT_TOKEN && export SPOT_TOKEN, paste the token, press Enter, then run the command again.',
    source: 'https://docs.spot.io/administration/api/create-api-token',
  },
  {
    id: 'spot/unreachable',
    says: words(
      /(?:Could not resolve host: |Failed to connect to |connect to |Connection to |Resolving timed out )[^\n]{0,60}(?:api|console)\.spotinst\.(?:io|com)/i,
    ),
    whose: 'terminal',
    title: 'The terminal could not reach Spot',
    todo: 'See whether https://console.spotinst.com opens in a browser on the same machine. If it does, a proxy or firewall keeps the terminal from api.spotinst.io: use a cloud shell, or ask whoever runs your network to let it through.',
    source: 'https://curl.se/libcurl/c/libcurl-errors.html',
  },
];

export default obstacles;
