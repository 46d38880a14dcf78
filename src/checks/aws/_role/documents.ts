import { eco, trustPolicyOf } from '../_trust/party.ts';
import { ecoPermissions } from './eco-permissions.ts';

/** The trust policy of the Eco role. `externalId` may be a placeholder. */
export function trustPolicyFor({ externalId }: { externalId: string }) {
  return trustPolicyOf(eco, externalId);
}

/**
 * The permission policy of the Eco role, made from the registry. `bucketName` may be a placeholder.
 */
export function permissionsPolicyFor({ bucketName }: { bucketName: string }) {
  return {
    Version: '2012-10-17',
    Statement: ecoPermissions.map((statement) => ({
      Sid: statement.sid,
      Effect: 'Allow',
      Action: statement.actions.map(({ action }) => action),
      Resource: statement.resource.replaceAll('{{bucketName}}', bucketName),
    })),
  };
}

/** Name of the managed policy that the guide attaches. */
export function policyNameFor({ roleName }: { roleName: string }): string {
  return `${roleName}_Policy`;
}
