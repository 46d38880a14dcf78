import { expect, it } from 'vitest';
import texts from '../../../runbooks/aws/linked-account-manual/texts.ts';
import { linkedPolicyFor, policySize, selectionOf } from '../../checks/aws/_linked/policy.ts';

it.each([
  { permissionSet: 'default' },
  { permissionSet: 'custom', products: 'storage', integrations: 'emr' },
])('the text of %j has the size of its policy', (inputs) => {
  const text = texts.permissionsPolicy?.(inputs as Record<string, string>) ?? '';
  expect(text.replace(/\s/g, '').length).toBe(
    policySize(linkedPolicyFor(selectionOf(inputs as Record<string, string>))),
  );
});
