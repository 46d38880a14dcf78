import { randomBytes } from 'node:crypto';
import { lookingSession } from '../../../spot.ts';

/** A name for a session that this program opens, as AWS's refusals and CloudTrail show it. */
export const createSessionName = () => `${lookingSession}${randomBytes(4).toString('hex')}`;

/**
 * Whether a refusal is one of the policy that this program passes with its own sessions: that is nobody's rule,
 * and says nothing about the account.
 */
export const isOwnLimit = (message: string): boolean =>
  message.includes(`/${lookingSession}`) && /(?:in a|no) session policy/.test(message);
