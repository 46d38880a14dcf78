// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { doing, renderGuide } from '../testing/render-guide.tsx';
import { CodeBlock } from './CodeBlock.tsx';

const command = 'aws s3 ls s3://{{bucketName}}/{{reportPrefix}}\n';

function playClipboard() {
  const writeText = vi.fn(async () => undefined);
  vi.stubGlobal('navigator', { clipboard: { writeText }, userAgent: 'test' });
  return writeText;
}
const code = () => document.querySelector('pre')?.textContent?.trimEnd();
const copy = () => doing(() => fireEvent.click(screen.getByTestId('copy')));
const said = () =>
  [...screen.getByTestId('code').querySelectorAll('[role="status"]')].at(-1)?.textContent;

test('with blanks: shows them, leads to their fields, and copies nothing but says what is missing', async () => {
  const writeText = playClipboard();
  await renderGuide(<CodeBlock code={command} language="bash" />, {
    state: { inputs: { reportPrefix: 'spotinst_eco' } },
  });
  expect(code()).toBe('aws s3 ls s3://bucketName/spotinst_eco');
  expect(
    [...document.querySelectorAll('[data-missing]')].map((blank) => blank.textContent),
  ).toEqual(['bucketName']);
  expect(screen.getByTestId('copy').title).toBe('Fill in first: Bucket name');
  await copy();
  expect(writeText).not.toHaveBeenCalled();
  expect(said()).toBe('Not copied yet. Fill in first: Bucket name.');
});

test('filled: copies what it shows', async () => {
  const writeText = playClipboard();
  await renderGuide(<CodeBlock code={command} language="bash" />, {
    state: { inputs: { bucketName: 'my-bucket', reportPrefix: 'spotinst_eco' } },
  });
  expect(document.querySelector('[data-missing]')).toBeNull();
  await copy();
  expect(writeText).toHaveBeenCalledWith(code());
  expect(code()).toBe('aws s3 ls s3://my-bucket/spotinst_eco');
  expect(screen.getByTestId('copy').dataset.said).toBe('copied');
});

test('what it prints is the value of an input', async () => {
  const { store } = await renderGuide(
    <CodeBlock
      code="aws iam get-role"
      language="bash"
      metastring='title="Get it" output="roleArn"'
    />,
  );
  expect(screen.getByText('Get it')).toBeTruthy();
  const field = screen.getByTestId('output-roleArn');
  await doing(() => fireEvent.change(field, { target: { value: 'arn:aws:iam::1:role/x' } }));
  expect(store.get().inputs.roleArn).toBe('arn:aws:iam::1:role/x');
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

test('a long one is folded, and opens', async () => {
  await renderGuide(<CodeBlock code={'line\n'.repeat(40)} />);
  const fold = screen.getByRole('button', { name: 'Show all 40 lines' });
  expect(fold.getAttribute('aria-expanded')).toBe('false');
  await doing(() => fireEvent.click(fold));
  expect(fold.getAttribute('aria-expanded')).toBe('true');
});
