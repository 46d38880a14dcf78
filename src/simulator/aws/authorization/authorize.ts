import type { World } from '../../world.ts';
import { principalArnOf } from '../arn.ts';
import { organizationOf } from '../organization.ts';
import { AwsError, type Permission, type WireProtocol } from '../service.ts';
import { type Caller, contextOf, globalContext, type Origin } from './context.ts';
import { evaluate } from './evaluate.ts';

/**
 * Refuses a call unless all of its permissions are allowed.
 *
 * Throws `AccessDenied` (403; query and S3) or `AccessDeniedException` (400; JSON) in AWS's words,
 * with the reason.
 */
export function authorize(
  world: World,
  caller: Caller,
  permissions: readonly Permission[],
  origin: Origin,
  protocol: WireProtocol,
): void {
  const global = globalContext(world, caller, origin);
  for (const permission of permissions) {
    world.asked.add(permission.action);
    const resourceAccount = permission.resourceAccount ?? caller.account.id;
    const context = contextOf({
      ...global,
      'aws:ResourceAccount': resourceAccount,
      'aws:ResourceOrgID': organizationOf(world.aws, resourceAccount)?.id,
      ...permission.context,
    });
    // Root alone may see billing while the account's switch for IAM is off, whatever the policies
    // say.
    if (
      isBilling(permission) &&
      !caller.account.billingAccessForIam &&
      caller.credentials.principal.type !== 'root'
    ) {
      throw accessDenied(caller, permission, '', protocol);
    }
    const decision = evaluate({ world, caller, permission, context });
    if (!decision.allowed) throw accessDenied(caller, permission, ` ${decision.reason}`, protocol);
  }
}

function isBilling({ action }: Permission): boolean {
  return /^(cur|ce):/i.test(action);
}

function accessDenied(
  { account, credentials }: Caller,
  { action, resource }: Permission,
  reason: string,
  protocol: WireProtocol,
): AwsError {
  const message = `User: ${principalArnOf(account, credentials)} is not authorized to perform: ${action} on resource: ${resource}${reason}`;
  return protocol === 'json'
    ? new AwsError('AccessDeniedException', 400, message)
    : new AwsError('AccessDenied', 403, message);
}
