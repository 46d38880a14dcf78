/** What a refusal of Resource Manager is about. */
export interface AzureRefusalText {
  /** Who was refused; undefined where the message does not say. */
  objectId?: string;
  action: string;
  scope: string;
}

/**
 * Who was refused what and where, as the message of `AuthorizationFailed` says it; undefined for
 * other messages.
 *
 * Source: https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting
 */
export default function readRefusal(message: string): AzureRefusalText | undefined {
  const found =
    /(?:object id '([^']+)' )?does not have authorization[^']{0,80}to perform action '([^']+)' over scope '([^']+)'/i.exec(
      message,
    );
  const [, objectId, action, scope] = found ?? [];
  return action && scope ? { objectId, action, scope } : undefined;
}
