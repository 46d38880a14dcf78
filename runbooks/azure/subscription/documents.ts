import {
  cliRoleDefinitionFor,
  roleDefinitionFor,
} from '../../../src/checks/azure/_role/documents.ts';
import { defineDocuments } from '../../define-runbook.ts';
import type runbook from './runbook.ts';

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

/** The role, in the two forms that Azure's tools take. */
export default defineDocuments<typeof runbook>()({
  /** For the portal and the REST API. */
  roleDefinition: ({ roleName = '', subscriptionId = '' }) =>
    pretty(roleDefinitionFor({ roleName, subscriptionId })),
  /** For `az role definition create`. */
  cliRoleDefinition: ({ roleName = '', subscriptionId = '' }) =>
    pretty(cliRoleDefinitionFor({ roleName, subscriptionId })),
});
