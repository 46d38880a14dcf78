import { costExplorer } from './ce/handlers.ts';
import { cloudformation } from './cloudformation/handlers.ts';
import { cur } from './cur/handlers.ts';
import { iam } from './iam/handlers.ts';
import { organizations } from './organizations/handlers.ts';
import { s3 } from './s3/handlers.ts';
import type { AwsService } from './service.ts';
import { sts } from './sts/handlers.ts';

/** Every simulated AWS service. */
export const awsServices: readonly AwsService[] = [
  sts,
  iam,
  organizations,
  s3,
  cur,
  costExplorer,
  cloudformation,
];
