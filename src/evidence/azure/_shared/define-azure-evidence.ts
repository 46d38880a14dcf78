import { defineEvidence, type EvidenceKind } from '../../define-evidence.ts';
import looksLike from './looks-like.ts';

export const armEndpoint = 'https://management.azure.com';
export const graphEndpoint = 'https://graph.microsoft.com/v1.0';

/**
 * Evidence that one GET of Azure Resource Manager or Microsoft Graph answers; lists are followed to
 * their last page.
 */
export interface AzureEvidenceKind<T = unknown, Input extends string = string>
  extends EvidenceKind<T, Input> {
  /**
   * Whole address; `{{input}}` stands for inputs. OData options are written `%24filter`, so that no
   * shell takes the dollar sign.
   */
  url: string;
}

interface Definition<T, Input extends string>
  extends Pick<
    EvidenceKind<T, Input>,
    'id' | 'title' | 'schema' | 'inputs' | 'absentSays' | 'findOtherSubject'
  > {
  url: string;
  /**
   * JMESPath for `az rest --query`, where the whole answer is too long to paste. It must keep the
   * shape of the schema, and `nextLink` of a list: without it nobody sees that the list goes on.
   */
  query?: string;
  absentCodes?: readonly string[];
  permissions?: readonly string[];
}

/**
 * Declares evidence that one GET answers. Its command is `az rest`, which prints the REST answer as
 * it came. Spot's own eyes are those of the secret that the reader gives it, and do not look at
 * these: see spot-reads.ts.
 */
export function defineAzureEvidence<T, const Input extends string>({
  url,
  query,
  absentCodes = [],
  permissions = [],
  ...rest
}: Definition<T, Input>): AzureEvidenceKind<T, Input> {
  const command = `az rest --method get --url "${url}"${query ? ` --query "${query}"` : ''} --output json`;
  return {
    ...defineEvidence({
      ...rest,
      command,
      absentCodes,
      permissions,
      vantages: ['reader', 'pasted'],
      looksLike: (value) => looksLike(url, value),
    }),
    url,
  };
}
