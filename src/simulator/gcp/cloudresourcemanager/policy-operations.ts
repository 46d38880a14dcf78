import { isAllowed } from '../authorization/evaluate.ts';
import { isTestable, permissions } from '../authorization/permissions.ts';
import { denied, errorInfo, invalidArgument } from '../errors.ts';
import { findNode } from '../resources.ts';
import type { Operation } from '../service.ts';
import { callerDenied, requireNode } from './access.ts';
import { readPolicy, writePolicy } from './allow-policies.ts';

/**
 * getIamPolicy, setIamPolicy and testIamPermissions of one kind of node in one version of the API.
 */
export function policyOperations(
  kind: 'projects' | 'folders' | 'organizations',
  version: 'v1' | 'v2' | 'v3',
): Operation[] {
  const path = `/${version}/${kind}/{id}`;
  const nameOfCall = (params: Readonly<Record<string, string>>) => `${kind}/${params.id ?? ''}`;
  return [
    {
      id: `cloudresourcemanager.${kind}.getIamPolicy`,
      method: 'POST',
      path: `${path}:getIamPolicy`,
      run: (call) =>
        readPolicy(
          requireNode(
            call,
            nameOfCall(call.params),
            `resourcemanager.${kind}.getIamPolicy`,
            version,
          ).policy,
          call,
        ),
    },
    {
      id: `cloudresourcemanager.${kind}.setIamPolicy`,
      method: 'POST',
      path: `${path}:setIamPolicy`,
      run(call) {
        const permission = `resourcemanager.${kind}.setIamPolicy`;
        const node = requireNode(
          call,
          nameOfCall(call.params),
          permission,
          version,
          'Policy update access denied.',
        );
        return writePolicy(node.policy, node, call);
      },
    },
    {
      id: `cloudresourcemanager.${kind}.testIamPermissions`,
      method: 'POST',
      path: `${path}:testIamPermissions`,
      run(call) {
        const node = findNode(call.world, nameOfCall(call.params));
        if (!node)
          throw version === 'v3'
            ? denied(
                'The caller does not have permission',
                errorInfo('IAM_PERMISSION_DENIED', 'iam.googleapis.com'),
              )
            : callerDenied();
        const asked = Array.isArray(call.body.permissions) ? call.body.permissions.map(String) : [];
        for (const permission of asked) {
          const testable =
            kind === 'projects'
              ? isTestable(permission, 'projects') ||
                permission.startsWith('resourcemanager.projects.')
              : true;
          if (!permissions.has(permission) || !testable)
            throw invalidArgument(`Permission ${permission} is not valid for this resource.`);
        }
        const held = asked.filter((permission) =>
          isAllowed(call.world, call.caller, permission, { node }),
        );
        return held.length > 0 ? { permissions: held } : {};
      },
    },
  ];
}
