import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useGuide } from '../guide/context.ts';
import { quickCreateLink } from './quick-create-link.ts';

/**
 * A link that opens CloudFormation with the stack filled in. Only where the operator keeps the
 * template in a bucket (`customFields.templateBucketUrl` of the site): CloudFormation reads
 * templates from S3 alone. Elsewhere the guide's own words say how to upload it.
 */
export function QuickCreate() {
  const { siteConfig } = useDocusaurusContext();
  const { values } = useGuide();
  const bucketUrl = siteConfig.customFields?.templateBucketUrl;
  if (typeof bucketUrl !== 'string' || bucketUrl === '') return null;
  const { externalId, roleName } = values;
  if (!externalId || !roleName)
    return (
      <p>
        Fill in the external ID and the role name above, and a link appears here that opens the
        stack ready to create.
      </p>
    );
  return (
    <p>
      <a
        href={quickCreateLink(bucketUrl, { externalId, roleName })}
        target="_blank"
        rel="noopener noreferrer"
      >
        Open the stack, filled in
      </a>
      . Tick the box that acknowledges IAM resources with custom names, and choose{' '}
      <strong>Create stack</strong>. Then go on with line 12. Or do it step by step:
    </p>
  );
}
