import { evidenceOfGcpError } from '../../../providers/gcp/errors.ts';
import gcp from '../../../providers/gcp/index.ts';
import { createLooking } from '../../kernel/create-looking.ts';
import { describeFailure } from '../../kernel/describe-failure.ts';
import { GcpRefusal, ListTooLong, NoGcpToken } from './refusals.ts';

/** Looking at Google Cloud: whatever a call threw is evidence. */
export const { attempt, classify, read } = createLooking((kind, error) =>
  describeFailure(gcp.label, error, (thrown) => {
    if (thrown instanceof GcpRefusal) return evidenceOfGcpError(kind, thrown.answer);
    if (thrown instanceof ListTooLong) return { status: 'unreachable', message: thrown.message };
    if (!(thrown instanceof NoGcpToken)) return undefined;
    return {
      status: 'denied',
      code: 'NO_CREDENTIALS',
      message: `There are no usable Google Cloud credentials here. Run gcloud auth application-default login, then check again. (${thrown.message})`,
    };
  }),
);
