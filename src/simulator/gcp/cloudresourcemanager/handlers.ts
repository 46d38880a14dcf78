import type { GcpService } from '../service.ts';
import { hierarchyOperations } from './hierarchy.ts';
import { orgPolicyOperations } from './org-policies-v1.ts';
import { policyOperations } from './policy-operations.ts';
import { projectOperations } from './projects.ts';

/** Cloud Resource Manager v1, v2 (folders) and v3. */
export const cloudresourcemanager: GcpService = {
  name: 'cloudresourcemanager',
  host: 'cloudresourcemanager.googleapis.com',
  title: 'Cloud Resource Manager API',
  consumer: 'client',
  scopes: {
    write: ['https://www.googleapis.com/auth/cloudplatformprojects'],
    read: ['https://www.googleapis.com/auth/cloudplatformprojects.readonly'],
  },
  operations: [
    ...projectOperations,
    ...hierarchyOperations,
    ...policyOperations('projects', 'v1'),
    ...policyOperations('projects', 'v3'),
    ...policyOperations('organizations', 'v1'),
    ...policyOperations('organizations', 'v3'),
    ...policyOperations('folders', 'v2'),
    ...policyOperations('folders', 'v3'),
    ...orgPolicyOperations('projects'),
    ...orgPolicyOperations('folders'),
    ...orgPolicyOperations('organizations'),
  ],
};
