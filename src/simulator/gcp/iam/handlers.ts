import type { GcpService } from '../service.ts';
import { keyOperations } from './keys.ts';
import { roleOperations } from './roles.ts';
import { serviceAccountOperations } from './service-accounts.ts';

/** Identity and Access Management v1. */
export const iam: GcpService = {
  name: 'iam',
  host: 'iam.googleapis.com',
  title: 'Identity and Access Management (IAM) API',
  consumer: 'resource',
  scopes: { write: ['https://www.googleapis.com/auth/iam'] },
  operations: [...serviceAccountOperations, ...keyOperations, ...roleOperations],
};
