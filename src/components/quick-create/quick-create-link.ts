/** Name of the template in the operator's bucket. */
const templateFile = 'spot-linked-account.yaml';

/**
 * Address of CloudFormation's quick-create page with everything filled in, but for the box that
 * acknowledges IAM resources.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
 *
 * @param bucketUrl Where the operator keeps the template, e.g.
 *   `https://example-templates.s3.us-east-1.amazonaws.com/v1`.
 */
export function quickCreateLink(
  bucketUrl: string,
  { externalId, roleName }: { externalId: string; roleName: string },
): string {
  const parameters = new URLSearchParams({
    templateURL: `${bucketUrl.replace(/\/$/, '')}/${templateFile}`,
    stackName: 'spot-linked-account',
    param_ExternalId: externalId,
    param_RoleName: roleName,
  });
  return `https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${parameters}`;
}
