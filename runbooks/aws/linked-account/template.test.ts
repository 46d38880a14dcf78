import { expect, it } from 'vitest';
import { parse, type ScalarTag } from 'yaml';
import { linkedTrustPolicyFor, securityAuditArn } from '../../../src/checks/aws/_linked/fixes.ts';
import {
  linkedPolicyFor,
  policySize,
  selectionOf,
} from '../../../src/checks/aws/_linked/policy.ts';
import { policyLimit } from '../../../src/providers/aws/limits.ts';
import documents from './documents.ts';

const values: Record<string, string> = { ExternalId: 'x-1', RoleName: 'Servers' };
const text = documents.linkedTemplate({});
const tag = (name: string, resolve: (source: string) => unknown): ScalarTag => ({
  tag: `!${name}`,
  resolve,
});
const template = parse(text, {
  customTags: [
    tag('Ref', (name) => values[name] ?? `Ref:${name}`),
    tag('Sub', (source) =>
      source.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '?'),
    ),
    tag('GetAtt', (source) => `GetAtt:${source}`),
  ],
});

it('gives the role the whole policy of Spot, which fits', () => {
  const { ManagedPolicyName, PolicyDocument } = template.Resources.SpotPolicy.Properties;
  expect(ManagedPolicyName).toBe('Servers_Policy');
  expect(PolicyDocument).toEqual(linkedPolicyFor(selectionOf({})));
  expect(policySize(PolicyDocument)).toBeLessThanOrEqual(policyLimit);
});

it('makes a role that trusts Spot with the external ID, with both policies, and nothing besides', () => {
  expect(template.Resources.SpotRole.Properties).toMatchObject({
    RoleName: 'Servers',
    ManagedPolicyArns: ['Ref:SpotPolicy', securityAuditArn()],
    AssumeRolePolicyDocument: linkedTrustPolicyFor({ externalId: 'x-1' }),
  });
  expect(Object.keys(template.Resources)).toEqual(['SpotPolicy', 'SpotRole']);
  expect(template.Outputs.SpotRoleArn.Value).toBe('GetAtt:SpotRole.Arn');
});

it('is one that CloudFormation takes', () => {
  // Source: CloudFormation quotas, "template body size in a request".
  expect(text.length).toBeLessThan(51_200);
  expect(text).not.toMatch(/\{\{|\}\}/);
  for (const { Default, AllowedPattern } of Object.values<{
    Default?: string;
    AllowedPattern: string;
  }>(template.Parameters))
    if (Default) expect(Default).toMatch(new RegExp(`^(${AllowedPattern})$`));
});
