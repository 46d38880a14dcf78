import type { Fault } from '../../define-faults.ts';
import { readInput } from '../../define-faults.ts';
import { typed } from '../_world/reasons.ts';
import type { RoleWorld } from '../_world/role.ts';

/**
 * The role ARN that was typed is not the role's. Both vantages see it: it takes no call to compare.
 */
export default function roleArnFault(
  name: string,
  title: string,
  catalogue: string,
  change: (arn: string) => string,
): Fault<RoleWorld> {
  return {
    name,
    title,
    catalogue,
    breaks(subject) {
      subject.inputs.roleArn = change(readInput(subject, 'roleArn'));
    },
    expected: { reader: ['AWS-ACCESS-001'], spot: ['AWS-ACCESS-001'] },
    noCommand: typed,
  };
}
