import { rememberIssued } from '../../remember-issued.ts';
import { newSecret, parseArn, roleArnOf, uniqueId } from '../arn.ts';
import type { Call } from '../service.ts';
import type { AwsAccount, AwsCredentials, IamRole, PolicyDocument } from '../state.ts';

/** A role of any account of the caller's partition, by its exact ARN (path and case included). */
export function findRole(
  call: Call,
  roleArn: string,
): { account: AwsAccount; role: IamRole } | undefined {
  const account = call.world.aws.accounts.get(parseArn(roleArn)?.account ?? '');
  const role = account?.roles.get(roleArn.slice(roleArn.lastIndexOf('/') + 1));
  const reachable = account?.partition === call.account.partition;
  return account && reachable && role && roleArnOf(account, role) === roleArn
    ? { account, role }
    : undefined;
}

/** Makes a session of a role known to the world. */
export function startSession(
  call: Call,
  account: AwsAccount,
  role: IamRole,
  session: { sessionName: string; sessionPolicy?: PolicyDocument; seconds: number },
): AwsCredentials & { sessionToken: string; expiresAt: number } {
  const { sessionName, sessionPolicy, seconds } = session;
  const credentials = {
    accessKeyId: uniqueId('ASIA', 16),
    secretAccessKey: newSecret(),
    sessionToken: Array.from({ length: 6 }, newSecret).join(''),
    accountId: account.id,
    principal: {
      type: 'role' as const,
      name: role.name,
      sessionName,
      ...(sessionPolicy ? { sessionPolicy } : {}),
    },
    // AWS prints whole seconds.
    expiresAt: Math.floor(call.world.clock.now() / 1000 + seconds) * 1000,
  };
  rememberIssued(call.world.aws.credentials, credentials.accessKeyId, credentials);
  role.lastUsed = { at: call.world.clock.now(), region: call.region };
  return credentials;
}
