import { expect, test } from 'vitest';
import role from '../../../evidence/aws/role.ts';
import { classify } from './classify.ts';
import { createSessionName, isOwnLimit } from './own-session.ts';

const refusal = (session: string, why: string) =>
  Object.assign(
    new Error(
      `User: arn:aws:sts::111122223333:assumed-role/SpotRole/${session} is not authorized to perform: iam:GetRole on resource: role SpotRole ${why}`,
    ),
    {
      name: 'AccessDenied',
      Code: 'AccessDenied',
      $metadata: { httpStatusCode: 403, requestId: 'x' },
    },
  );
const silent = 'because no session policy allows the iam:GetRole action';

test.each([
  ['of its own session', createSessionName(), silent, 'unreachable'],
  ['of somebody else’s session', 'alice', silent, 'denied'],
  ['of the role', createSessionName(), 'because no identity-based policy allows it', 'denied'],
])('a limit %s', (_, session, why, status) => {
  const error = refusal(session, why);
  expect(classify(role, error).status).toBe(status);
  expect(isOwnLimit(error.message)).toBe(status === 'unreachable');
});
