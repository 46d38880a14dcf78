import { iamArn } from '../arn.ts';
import type { Call, Operation } from '../service.ts';
import { noSuchUser, validationError } from './errors.ts';
import { entityName, type Input, optional } from './input.ts';
import { seconds } from './state.ts';

/** The named user, or the caller's own. */
function wantedUser({ credentials }: Call, input: Input): string | undefined {
  if (optional(input, 'UserName') !== undefined) return entityName(input, 'UserName', 64);
  return credentials.principal.type === 'user' ? credentials.principal.name : undefined;
}

const getUser: Operation = {
  permissions(input: Input, call) {
    const name = wantedUser(call, input);
    if (name === undefined && call.credentials.principal.type === 'root') return [];
    if (name === undefined)
      throw validationError('Must specify userName when calling with non-User credentials');
    return [
      {
        action: 'iam:GetUser',
        resource: iamArn(call.account, `user/${name}`),
      },
    ];
  },
  run(input: Input, call) {
    const { account } = call;
    const name = wantedUser(call, input);
    // Root is a user without a name.
    if (name === undefined) return { User: { UserId: account.id, Arn: call.principalArn } };
    const user = account.users.get(name);
    if (!user) throw noSuchUser(name);
    const boundary = user.permissionsBoundary;
    return {
      User: {
        Path: '/',
        UserName: user.name,
        UserId: user.id,
        Arn: iamArn(account, `user/${user.name}`),
        CreateDate: seconds(user.createdAt),
        PermissionsBoundary: boundary && {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: boundary,
        },
      },
    };
  },
};

export const userOperations = { GetUser: getUser };
