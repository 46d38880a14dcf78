import type { Obstacle } from '../../obstacle.ts';

/** What Azure says when it is Azure itself that cannot, or will not, for now. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'azure/restricted-by-microsoft',
    says: /RequestDisallowedByAzure|was disallowed by Azure/,
    whose: 'cloud',
    title:
      'Azure itself refuses this for this kind of subscription (a trial, a student’s, a new one)',
    todo: 'No policy of yours is behind it. The message says which regions are open to this subscription; for others ask Microsoft, or use another subscription.',
    source:
      'https://learn.microsoft.com/en-us/troubleshoot/azure/general/region-access-request-process',
  },
  {
    id: 'azure/slow-down',
    says: /TooManyRequests|(?:Subscription|Tenant)RequestsThrottled|Too Many Requests|number of (?:read|write|delete) requests for \w{1,40} .{0,120}exceeded|AADSTS(?:50196|90055)\b/i,
    whose: 'cloud',
    title: 'Azure was asked too often in a short time',
    todo: 'Wait a minute, then run the command again.',
    source:
      'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling',
  },
  {
    id: 'azure/trouble',
    says: /\bServerTimeout\b|\bGatewayTimeout\b|\bServiceUnavailable\b|\bInternalServerError\b|ERROR: (?:Service Unavailable|Gateway Timeout|Bad Gateway|Internal Server Error)|AADSTS(?:50000|50033|50166|70012|90006|90012|90024|90033|90036|9009[0-2])\b/,
    whose: 'cloud',
    title: 'Azure has a problem of its own at the moment',
    todo: 'Wait some minutes, then run the command again. https://azure.status.microsoft says whether it is known.',
    source: 'https://learn.microsoft.com/en-us/graph/errors',
  },
];

export default obstacles;
