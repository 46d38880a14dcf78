import { forWork } from '../../../evidence/gcp/_shared/spot-permissions.ts';

/** Permissions to look at machines, clusters, metrics and APIs, of which Spot sees most anyway. */
const looking =
  /^(compute\.[a-zA-Z]+|container\.(clusters|nodes|operations)|monitoring\.(metricDescriptors|timeSeries)|serviceusage\.services|resourcemanager\.projects)\.(get|list)$/;

/** Whether Spot works with a permission, or it only looks at what Spot works with. */
export const isOfTheWork = (permission: string): boolean =>
  forWork.includes(permission) || looking.test(permission);
