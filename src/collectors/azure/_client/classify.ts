import { evidenceOfAzureError } from '../../../providers/azure/errors.ts';
import azure from '../../../providers/azure/index.ts';
import { createLooking } from '../../kernel/create-looking.ts';
import { describeFailure } from '../../kernel/describe-failure.ts';
import { AzureRefusal, NoAzureCredentials } from './refusals.ts';

/** Looking at Azure: whatever a request threw is evidence. */
export const { attempt, classify, read } = createLooking((kind, error) =>
  describeFailure(azure.label, error, (thrown) => {
    if (thrown instanceof AzureRefusal) return evidenceOfAzureError(kind, thrown);
    if (!(thrown instanceof NoAzureCredentials)) return undefined;
    const { message } = thrown;
    return evidenceOfAzureError(kind, { code: 'CredentialUnavailable', message, status: 401 });
  }),
);
