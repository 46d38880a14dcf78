import type { Fault } from '../../define-faults.ts';
import type { Statement } from '../_world/policy.ts';
import { setTrustPolicy } from '../_world/role.ts';
import type { AwsWorld } from '../_world/world.ts';

/** A world whose guide makes a role that asks for an external ID. */
export type TrustWorld = AwsWorld<{
  accountId: string;
  roleName: string;
  externalId: string;
  roleArn?: string;
}>;

/** The condition on the external ID, as the guides have it. */
export function idCondition({ inputs }: TrustWorld): { 'sts:ExternalId': string } {
  return { 'sts:ExternalId': inputs.externalId };
}

/**
 * Declares wrong trust policies of a guide, made by changing its only statement.
 *
 * @param changeOwn the guide's statement with changes; `undefined` takes a member away
 */
export default function defineTrustFaults<W extends TrustWorld>(
  changeOwn: (subject: W, changes: Statement) => Statement,
) {
  /** A trust policy of one changed statement, or of several. `code` is what the reader's eyes see. */
  function trustFault(
    name: string,
    title: string,
    code: string,
    changes: (subject: W) => Statement | Statement[],
    {
      catalogue,
      spot = [],
      noCommand,
    }: { catalogue?: string; spot?: readonly string[]; noCommand?: string } = {},
  ): Fault<W> {
    return {
      name,
      title,
      catalogue,
      breaks(subject) {
        const statements = [changes(subject)].flat();
        setTrustPolicy(subject, ...statements.map((change) => changeOwn(subject, change)));
      },
      expected: { reader: [code], spot },
      noCommand,
    };
  }

  /**
   * An external ID that differs; AWS refuses and does not say why, so only the reader's eyes see it.
   */
  function wrongIdFault(
    name: string,
    title: string,
    change: (id: string) => string,
    catalogue = 'F-002',
  ): Fault<W> {
    return trustFault(
      name,
      title,
      'AWS-TRUST-005',
      ({ inputs }) => ({
        Condition: { StringEquals: { 'sts:ExternalId': change(inputs.externalId) } },
      }),
      { catalogue },
    );
  }

  return { trustFault, wrongIdFault };
}
