import { expect, it } from 'vitest';
import { quickCreateLink } from './quick-create-link.ts';

it('names template, stack and values, each encoded', () => {
  const link = quickCreateLink('https://templates.s3.us-east-1.amazonaws.com/v1/', {
    externalId: 'spot:a+b/c',
    roleName: 'SpotRole',
  });
  const [page, query = ''] = link.split('quickcreate?');
  expect(page).toBe(
    'https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/',
  );
  expect(query).not.toContain('a+b');
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    templateURL: 'https://templates.s3.us-east-1.amazonaws.com/v1/spot-linked-account.yaml',
    stackName: 'spot-linked-account',
    param_ExternalId: 'spot:a+b/c',
    param_RoleName: 'SpotRole',
  });
});
