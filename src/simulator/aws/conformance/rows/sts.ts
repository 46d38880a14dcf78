import { iamArn } from '../../arn.ts';
import { type Row, refuses } from '../row.ts';
import type { Subject } from '../world.ts';

const assume = ({ account, role }: Pick<Subject, 'account' | 'role'>, more: object = {}) => ({
  RoleArn: iamArn(account, `role/${role}`),
  RoleSessionName: 'session',
  ...more,
});

export const sts: Record<string, Row> = {
  GetCallerIdentity: {
    input: () => ({}),
    refusals: [],
    exception: {
      kind: 'open',
      reason: 'STS API reference: no permissions are required, not even with an explicit deny',
    },
  },
  AssumeRole: {
    input: (subject) => assume(subject),
    exception: {
      kind: 'opaque',
      reason: 'the refusal never tells why, so that nobody learns which roles exist',
    },
    refusals: [
      refuses('no such role', 'AccessDenied', 403, ({ account }) =>
        assume({ account, role: 'Nobody' }),
      ),
      refuses('root calls', 'AccessDenied', 403, (subject) => assume(subject), { as: 'root' }),
      refuses(
        'the role does not trust the account',
        'AccessDenied',
        403,
        (subject) => assume(subject),
        { as: 'stranger' },
      ),
      refuses('a session name too short', 'ValidationError', 400, (subject) =>
        assume(subject, { RoleSessionName: 'x' }),
      ),
      refuses('an external ID too short', 'ValidationError', 400, (subject) =>
        assume(subject, { ExternalId: 'x' }),
      ),
      refuses('a session longer than the role allows', 'ValidationError', 400, (subject) =>
        assume(subject, { DurationSeconds: 43_200 }),
      ),
      refuses('a session policy that is none', 'MalformedPolicyDocument', 400, (subject) =>
        assume(subject, { Policy: '{"Version":"x"}' }),
      ),
    ],
  },
};
