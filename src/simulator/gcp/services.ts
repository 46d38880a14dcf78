import { cloudbilling } from './cloudbilling/handlers.ts';
import { cloudresourcemanager } from './cloudresourcemanager/handlers.ts';
import { compute } from './compute/handlers.ts';
import { iam } from './iam/handlers.ts';
import { orgpolicy } from './orgpolicy/handlers.ts';
import type { GcpService } from './service.ts';
import { serviceusage } from './serviceusage/handlers.ts';

/** Every simulated API that asks for an access token. A new one is one line here. */
export const services: readonly GcpService[] = [
  cloudresourcemanager,
  serviceusage,
  iam,
  orgpolicy,
  cloudbilling,
  compute,
];
