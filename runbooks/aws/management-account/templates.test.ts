import { describe, expect, it } from 'vitest';
import { parse, type ScalarTag, type Tags } from 'yaml';
import {
  bucketPolicyFor,
  reportDefinitionFor,
} from '../../../src/checks/aws/_billing/documents.ts';
import { permissionsPolicyFor, trustPolicyFor } from '../../../src/checks/aws/_role/documents.ts';
import { formatArn, regionOf } from '../../../src/providers/aws/partitions.ts';
import documents from './documents.ts';

const values = {
  AccountId: '111122223333',
  BucketName: 'spot-cur-111122223333',
  ReportName: 'r',
  ReportPrefix: 'p/q',
  RoleName: 'Eco',
  ExternalId: 'x-1',
};

interface Template {
  Parameters: Record<string, { Type: string; Default?: string; AllowedPattern?: string }>;
  Resources: Record<
    string,
    {
      Type: string;
      Properties: Record<string, unknown>;
      DependsOn?: string;
      DeletionPolicy?: string;
    }
  >;
  Outputs: Record<string, { Value: unknown }>;
}

/**
 * Reads a template with `!Ref` and `!Sub` of parameters already replaced; of resources they stay as
 * `Ref:Name`.
 */
function resolve(text: string): Template {
  const value = (name: string) =>
    (values as Record<string, string>)[name.replace('AWS::', '')] ?? `Ref:${name}`;
  const tag = (name: string, apply: (text: string) => unknown): ScalarTag => ({
    tag: `!${name}`,
    resolve: apply,
  });
  const customTags: Tags = [
    tag('Ref', value),
    tag('Sub', (source) => source.replace(/\$\{([\w:]+)\}/g, (_, name: string) => value(name))),
    tag('GetAtt', (source) => `GetAtt:${source}`),
  ];
  return parse(text, { customTags });
}

const billing = resolve(documents.billingTemplate({}));
const role = resolve(documents.roleTemplate({}));

describe('the billing template', () => {
  it('makes a private bucket that outlives the stack', () => {
    const bucket = billing.Resources.ReportBucket!;
    expect(bucket.Properties).toEqual({
      BucketName: values.BucketName,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(bucket.DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  it("puts the guide's bucket policy on it", () => {
    expect(billing.Resources.ReportBucketPolicy?.Properties).toEqual({
      Bucket: 'Ref:ReportBucket',
      PolicyDocument: bucketPolicyFor({
        accountId: values.AccountId,
        bucketName: values.BucketName,
      }),
    });
  });

  it("makes the guide's report, after the policy", () => {
    const report = billing.Resources.Report!;
    const wanted = reportDefinitionFor({
      reportName: values.ReportName,
      bucketName: 'Ref:ReportBucket',
      reportPrefix: values.ReportPrefix,
    });
    expect(report.Properties).toEqual(wanted);
    expect(report.DependsOn).toBe('ReportBucketPolicy');
  });
});

describe('the role template', () => {
  it("gives the role the guide's permission policy", () => {
    expect(role.Resources.SpotFinOpsManagedPolicy?.Properties).toMatchObject({
      ManagedPolicyName: 'Eco_Policy',
      PolicyDocument: permissionsPolicyFor({ bucketName: values.BucketName }),
    });
  });

  it("gives the role the guide's trust policy and nothing besides", () => {
    expect(role.Resources.SpotFinOpsRole?.Properties).toMatchObject({
      RoleName: 'Eco',
      ManagedPolicyArns: ['Ref:SpotFinOpsManagedPolicy'],
      AssumeRolePolicyDocument: trustPolicyFor({ externalId: values.ExternalId }),
    });
    expect(Object.keys(role.Resources)).toHaveLength(2);
  });

  it('prints the ARN of the role under the name Spot asks for', () => {
    expect(role.Outputs.SpotFinOpsRoleArn?.Value).toBe('GetAtt:SpotFinOpsRole.Arn');
  });
});

describe('both templates', () => {
  it('have parameters whose defaults fit their own patterns', () => {
    const all = [...Object.values(billing.Parameters), ...Object.values(role.Parameters)];
    expect(all).toHaveLength(6);
    for (const { Default, AllowedPattern } of all)
      if (Default) expect(Default).toMatch(new RegExp(`^(${AllowedPattern})$`));
    expect(values.BucketName).toMatch(
      new RegExp(`^(${role.Parameters.BucketName?.AllowedPattern})$`),
    );
  });

  it.each(Object.entries(documents))('hold no placeholder of the guide: %s', (name, document) => {
    if (name.endsWith('Template')) expect(document({})).not.toMatch(/\{\{|\}\}/);
  });
});

describe('documents', () => {
  it('keep placeholders, so that the page can fill them in', () => {
    const placeholders = Object.fromEntries(
      ['accountId', 'bucketName', 'reportName', 'reportPrefix', 'externalId'].map((name) => [
        name,
        `{{${name}}}`,
      ]),
    );
    expect(documents.trustPolicy(placeholders)).toContain('"sts:ExternalId": "{{externalId}}"');
    const files = formatArn({ service: 's3', resource: '{{bucketName}}/*' });
    expect(documents.permissionsPolicy(placeholders)).toContain(`"${files}"`);
    const reports = formatArn({
      service: 'cur',
      region: regionOf(),
      account: '{{accountId}}',
      resource: 'definition/*',
    });
    expect(documents.bucketPolicy(placeholders)).toContain(reports);
    expect(documents.reportDefinition(placeholders)).toContain('"S3Prefix": "{{reportPrefix}}"');
  });
});
