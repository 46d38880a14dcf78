import { readFileSync } from 'node:fs';
import {
  bucketPolicyFor,
  reportDefinitionFor,
} from '../../../src/checks/aws/_billing/documents.ts';
import { permissionsPolicyFor, trustPolicyFor } from '../../../src/checks/aws/_role/documents.ts';
import { defineDocuments } from '../../define-runbook.ts';
import type runbook from './runbook.ts';

const pretty = (value: unknown) => JSON.stringify(value, null, 2);
const template = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8').trimEnd();

/**
 * What the guide shows and its commands use: policies and the report as JSON, the templates as
 * YAML.
 */
export default defineDocuments<typeof runbook>()({
  bucketPolicy: ({ accountId = '', bucketName = '' }) =>
    pretty(bucketPolicyFor({ accountId, bucketName })),
  reportDefinition: ({ reportName = '', bucketName = '', reportPrefix = '' }) =>
    pretty(reportDefinitionFor({ reportName, bucketName, reportPrefix })),
  trustPolicy: ({ externalId = '' }) => pretty(trustPolicyFor({ externalId })),
  permissionsPolicy: ({ bucketName = '' }) => pretty(permissionsPolicyFor({ bucketName })),
  billingTemplate: () => template('billing-stack.yaml'),
  roleTemplate: () => template('role-stack.yaml'),
});
