import type { Row } from '../row.ts';
import { ce, cur } from './billing.ts';
import { cloudformation } from './cloudformation.ts';
import { iam } from './iam.ts';
import { organizations } from './organizations.ts';
import { s3 } from './s3.ts';
import { sts } from './sts.ts';

/** By service and operation. */
export const rows: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  sts,
  iam,
  organizations,
  s3,
  cur,
  ce,
  cloudformation,
};
