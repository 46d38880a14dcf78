import { readFileSync } from 'node:fs';
import type { Root } from 'mdast';
import type { Node, Parent } from 'unist';
import { VFile } from 'vfile';
import { describe, expect, it, vi } from 'vitest';
import { type GuidesOptions, guides } from './index.ts';
import { parseGuide } from './parse-guide.ts';
import { frontMatterOf, parseMdx } from './parse-mdx.ts';
import { teaPermissions, teaRunbook } from './testing/runbook.ts';

// The fixture's own kind of secret: real ones come and go with the clouds.
vi.mock('../inputs/kinds.ts', async (original) => ({
  ...(await original<typeof import('../inputs/kinds.ts')>()),
  isSecret: (kind: string) => kind === 'test-secret',
}));

const fixture = readFileSync(new URL('./testing/guide.mdx', import.meta.url), 'utf8');
const options: GuidesOptions = {
  runbooks: { 'tea/make': teaRunbook },
  permissions: { 'tea/make': teaPermissions },
  drawings: { 'tea/make': { description: 'A pot and a cup.' } },
  root: '/site',
};

function run(source: string, changes: Partial<GuidesOptions> = {}): Root {
  const tree = parseMdx(source);
  guides({ ...options, ...changes })(
    tree,
    new VFile({
      path: '/site/docs/tea/make.mdx',
      value: source,
      data: { frontMatter: frontMatterOf(tree) },
    }),
  );
  return tree;
}

/** The tree as indented lines: what a snapshot reader needs and no more. */
function outline(node: Node, depth = 0): string {
  const { name, attributes, value, lang, meta, url } = node as unknown as Record<string, never>;
  const words = [
    node.type,
    name,
    lang,
    meta,
    url,
    value === undefined || node.type === 'yaml' ? '' : JSON.stringify(value),
  ]
    .filter(Boolean)
    .join(' ');
  const props = Array.isArray(attributes)
    ? (attributes as { name: string; value: string }[]).map((a) => ` ${a.name}=${a.value}`).join('')
    : '';
  const id = (node.data as { hProperties?: { id?: string } } | undefined)?.hProperties?.id;
  const own = `${'  '.repeat(depth)}${words}${id ? ` #${id}` : ''}${props}`;
  return [own, ...((node as Parent).children ?? []).map((child) => outline(child, depth + 1))].join(
    '\n',
  );
}

describe('a valid guide', () => {
  it('becomes elements with documents filled in', () => {
    expect(outline(run(fixture))).toMatchSnapshot();
  });

  it('has one form that forgets everything, the first, whatever it asks for', () => {
    const several = fixture
      .replace('::inputs\n', '::inputs{only="pot"}\n')
      .replace('::trust-diagram\n', '::inputs{only="pot"}\n\n::inputs\n');
    const forms = [...outline(run(several)).matchAll(/Inputs( first=true)?( only=pot)?$/gm)].map(
      ([, first]) => first !== undefined,
    );
    expect(forms).toEqual([true, false, false]);
  });

  it('shows what stands in a part as if it stood in the page', () => {
    const source = fixture.replace(
      '::inputs{only="pot, leaves"}',
      '::::methods\n\n:::method{#cli}\n\n::include{part="nested/enough"}\n\n:::\n\n::::\n\n::include{part="time" at="10:30"}',
    );
    const shown = outline(
      run(source, { parts: { folder: `${import.meta.dirname}/testing/parts` } }),
    );
    expect(shown).toContain('code bash "tea enough"');
    expect(shown).toMatch(
      /text "At 10"\n +text ":30"\n +text " in "\n +mdxJsxTextElement Value input=pot/,
    );
  });

  it('shows no reason for skipping', () => {
    expect(JSON.stringify(run(fixture))).not.toContain('real cup');
  });

  it('tells no secret to documents and texts', () => {
    const page = JSON.stringify(run(fixture));
    expect(page).toContain('{{pot}} with mint');
    expect(page).not.toContain('{{key}}');
  });

  it('says whose eyes it has: a secret is looked with where nobody else sees it', () => {
    const guide = run(fixture).children.at(-1) as unknown as {
      attributes: { name: string; value: string }[];
    };
    expect(
      JSON.parse(guide.attributes.find(({ name }) => name === 'vantages')?.value ?? ''),
    ).toEqual({
      demo: ['reader', 'spot', 'pasted'],
      local: ['reader', 'spot', 'pasted'],
      hosted: ['pasted'],
    });
  });

  it('is read for the runner: method, output, skip, lines', () => {
    expect(parseGuide(fixture, options.runbooks)).toEqual({
      runbook: 'tea/make',
      text: fixture,
      methods: ['console', 'cli'],
      steps: [
        {
          id: 'boil',
          line: 30,
          blocks: [{ method: 'cli', code: 'tea boil --pot {{pot}}', output: 'leaves', line: 38 }],
        },
        {
          id: 'pour',
          line: 58,
          blocks: [
            { method: undefined, code: 'tea pour', skip: 'needs a real cup', line: 62 },
            { method: undefined, code: 'tea pour --big', when: { mug: ['big'] }, line: 72 },
          ],
        },
      ],
      blocksOutsideSteps: [],
    });
  });
});

describe('every bash block is seen by the runner', () => {
  it.each([
    ['in a list', '1. Type\n\n   ```bash\n   tea\n   ```\n2. Drink'],
    ['in a quote', '> ```bash\n> tea\n> ```'],
    ['with tildes', '~~~bash\ntea\n~~~'],
    ['with more backticks', '`````bash\ntea\n`````'],
    ['indented', '  ```bash\n  tea\n  ```'],
    ['after spaces', '```   bash\ntea\n```'],
    ['in an admonition', ':::note\n```bash\ntea\n```\n:::'],
    ['in an element', '<details>\n\n```bash\ntea\n```\n\n</details>'],
    ['with a title', '```bash title="Make tea"\ntea\n```'],
  ])('%s', (_name, content) => {
    const blocks = parseGuide(step(content), options.runbooks).steps[0]?.blocks;
    expect(blocks).toMatchObject([{ code: 'tea' }]);
  });

  it('in a method, with its method', () => {
    const content = '::::methods\n:::method{#cli}\n```bash\ntea\n```\n:::\n::::';
    expect(parseGuide(step(content), options.runbooks).steps[0]?.blocks).toMatchObject([
      { method: 'cli', code: 'tea' },
    ]);
  });
});

const head = '---\ndescription: d\nrunbook: tea/make\n---\n';
const boil = '::::step{#boil}\n\n::check\n::::\n';
const pour = '::::step{#pour}\n\n::check\n::::\n';

/** Name, page, and the beginning of the message. */
const wrong: [string, string, string][] = [
  [
    'no description',
    `---\nrunbook: tea/make\n---\n${boil}${pour}`,
    '1:1: The page has no description.',
  ],
  [
    'unknown runbook',
    '---\ndescription: d\nrunbook: tea/drink\n---\n',
    '1:1: There is no runbook "tea/drink". Name one of "tea/make"',
  ],
  [
    'no runbook',
    `---\ndescription: d\n---\n${boil}`,
    '4:1: "step" needs a runbook, and this page names none.',
  ],
  [
    'unknown container',
    `${head}:::stpe{#boil}\n:::\n`,
    '5:1: ":::stpe" is not a block this site knows.',
  ],
  ['unknown leaf', `${head}::chekc\n`, '5:1: "::chekc" is not an element this site knows.'],
  [
    'unknown text directive',
    `${head}see :valeu[pot]\n`,
    '5:5: ":valeu[…]" is not an element this site knows.',
  ],
  [
    'unknown step',
    `${head}${boil}${pour}::::step{#drink}\n\n::check\n::::\n`,
    '13:1: The runbook "tea/make" has no step "drink".',
  ],
  ['step without id', `${head}::::step\n\n::check\n::::\n`, '5:1: This step has no id.'],
  [
    'duplicate step',
    `${head}${boil}${boil}${pour}`,
    '9:1: The step "boil" is already on this page.',
  ],
  ['forgotten step', `${head}${boil}`, '5:1: The step "pour" of the runbook is missing.'],
  [
    'other order',
    `${head}${pour}${boil}`,
    '5:1: The step "pour" is out of order. The runbook\'s order is boil, pour.',
  ],
  [
    'nested step',
    `${head}:::::step{#boil}\n\n::check\n${pour}:::::\n`,
    '8:1: A step stands inside another step.',
  ],
  [
    'heading of its own',
    `${head}::::step{#boil}\n\n## Boil\n\n::check\n::::\n${pour}`,
    '7:1: The step "boil" has a "##" heading of its own: its title stands in the runbook. Take the heading out',
  ],
  [
    'heading of its own within another block',
    `${head}:::::step{#boil}\n:::note\n# Boil\n:::\n::check\n:::::\n${pour}`,
    '7:1: The step "boil" has a "#" heading of its own',
  ],
  [
    'link to a step that is not there',
    step('see :step[drink]'),
    '7:5: The runbook "tea/make" has no step "drink". Write ":step[id]" with one of "boil" or "pour"',
  ],
  ...[
    [
      ':duration[boil]',
      'After "boil" the runbook "tea/make" waits for nothing. Steps with "waitHours" are "pour"',
    ],
    [':duration{of="tea/drink"}', 'There is no runbook "tea/drink". Use one of "tea/make"'],
    [':duration{for="pour"}', 'This duration says neither whose it is nor after which step.'],
    [':duration[pour]{of="tea/make"}', 'This duration says neither whose'],
  ].map(([text, message]): [string, string, string] => [
    `duration ${text}`,
    step(`takes ${text}`),
    `7:7: ${message}`,
  ]),
  [
    'link to a step without a runbook',
    '---\ndescription: d\n---\nsee :step[boil]\n',
    '4:5: "step" needs a runbook',
  ],
  ['no check', `${head}::::step{#boil}\n\n::::\n${pour}`, '5:1: The step "boil" has no check.'],
  [
    'two checks',
    `${head}::::step{#boil}\n\n::check\n\n::check\n::::\n${pour}`,
    '9:1: The step "boil" has two checks.',
  ],
  [
    'hidden check',
    `${head}:::::step{#boil}\n\n:::note\n::check\n:::\n:::::\n${pour}`,
    '8:1: The check of step "boil" stands inside another block.',
  ],
  ['check outside', `${head}${boil}${pour}\n::check\n`, '14:1: This check belongs to no step.'],
  [
    'placeholder in code',
    `${head}${boil}${pour}\n\`\`\`text\n{{cup}}\n\`\`\`\n`,
    '14:1: "{{cup}}" is neither an input nor a document of "tea/make". Inputs are "pot"',
  ],
  [
    'placeholder in inline code',
    `${head}${boil}${pour}\nthe \`{{cup}}\`\n`,
    '14:5: "{{cup}}" is not an input of "tea/make".',
  ],
  [
    'document in inline code',
    `${head}${boil}${pour}\nthe \`{{recipe}}\`\n`,
    '14:5: "{{recipe}}" is not an input of "tea/make". Documents can only stand in code blocks.',
  ],
  [
    'placeholder in link',
    `${head}${boil}${pour}\n[x](https://x.example/{{cup}})\n`,
    '14:1: "{{cup}}" is not an input of "tea/make".',
  ],
  [
    'unknown value',
    `${head}${boil}${pour}\nthe :value[cup]\n`,
    '14:5: "cup" is not an input of "tea/make".',
  ],
  [
    'unknown input in form',
    `${head}${boil}${pour}\n::inputs{only="pot cup"}\n`,
    '14:1: "cup" is not an input of "tea/make".',
  ],
  [
    'placeholder in prose',
    `${head}${boil}${pour}\nthe {{pot}}\n`,
    '14:5: "{{pot}}" stands in prose, where it is not a placeholder. Write ":value[pot]".',
  ],
  [
    'unknown meta word',
    step('```bash ouptut="pot"\ntea\n```'),
    '7:1: "ouptut" is not a word a "bash" block knows. Use "title", "output" or "skip"',
  ],
  [
    'unknown output',
    step('```bash output="cup"\ntea\n```'),
    '7:1: "cup" is not an input of "tea/make".',
  ],
  ['empty skip', step('```bash skip=""\ntea\n```'), '7:1: This block is skipped without a reason.'],
  [
    'skip without value',
    step('```bash skip\ntea\n```'),
    '7:1: This block is skipped without a reason.',
  ],
  ...['sh', 'shell', 'console', 'zsh', 'Bash', 'BASH', 'bash{1,3}', 'Shell'].map(
    (lang): [string, string, string] => [
      `fence ${lang}`,
      step(`\`\`\`${lang}\ntea\n\`\`\``),
      `7:1: Nothing runs a "${lang}" block. Use "bash"`,
    ],
  ),
  [
    'fence without a language',
    step('```\ntea\n```'),
    '7:1: This block names no language, so nobody knows whether to run it.',
  ],
  [
    'fence in JSX',
    step('<CodeBlock language="bash">tea</CodeBlock>'),
    '7:1: The runner of the guides does not see code in <CodeBlock>.',
  ],
  [
    'bash without a runbook',
    '---\ndescription: d\n---\n```bash\ntea\n```\n',
    '4:1: Nothing runs this "bash" block: the page names no runbook.',
  ],
  [
    'bash outside steps',
    `${head}${boil}${pour}\n\`\`\`bash\ntea\n\`\`\`\n`,
    '14:1: This bash block belongs to no step, so CI would never run it.',
  ],
  [
    'bash in a comment',
    step('{/*\n```bash\ntea\n```\n*/}'),
    '8:1: The runner of the guides does not see this bash block.',
  ],
  [
    'Bash in a comment',
    step('{/*\n~~~Bash\ntea\n~~~\n*/}'),
    '8:1: The runner of the guides does not see this bash block.',
  ],
  [
    'unknown method',
    step('::::methods\n:::method{#terraform}\nx\n:::\n::::'),
    '8:1: "terraform" is not a method.',
  ],
  [
    'method twice',
    step('::::methods\n:::method{#cli}\nx\n:::\n:::method{#cli}\nx\n:::\n::::'),
    '11:1: The method "cli" is already in this group.',
  ],
  ['method alone', step(':::method{#cli}\nx\n:::'), '7:1: A method stands outside "methods".'],
  [
    'secret in code',
    step('```bash\ntea --key {{key}}\n```'),
    '7:1: "key" is a secret: it is shown nowhere and goes into no command.',
  ],
  ['secret in inline code', step('the `{{key}}`'), '7:5: "key" is a secret'],
  ['secret in prose', step('the :value[key]'), '7:5: "key" is a secret'],
  ['secret in a link', step('[x](https://x.example/{{key}})'), '7:1: "key" is a secret'],
  [
    'path of no input',
    step(':::when{sugar="yes"}\nx\n:::'),
    '7:1: "sugar" is not a choice of the runbook. A path is chosen by one of "mug".',
  ],
  [
    'path of no choice',
    step(':::when{pot="x"}\nx\n:::'),
    '7:1: "pot" is not a choice of the runbook.',
  ],
  [
    'path of no option',
    step(':::when{mug="big huge"}\nx\n:::'),
    '7:1: "huge" is not an option of "mug". Use "big", "small" or "none".',
  ],
  ['path without options', step(':::when{mug=""}\nx\n:::'), '7:1: "mug" names no option.'],
  ['when without a path', step(':::when\nx\n:::'), '7:1: This "when" names no path.'],
  [
    'when without a runbook',
    '---\ndescription: d\n---\n:::when{mug="big"}\nx\n:::\n',
    '4:1: "when" needs a runbook',
  ],
  [
    'chooser without a runbook',
    '---\ndescription: d\n---\n::permission-chooser\n',
    '4:1: "permission-chooser" needs a runbook',
  ],
  [
    'step in when',
    `${head}::::::when{mug="big"}\n:::::step{#boil}\n\n::check\n:::::\n::::::\n${pour}`,
    '6:1: A step stands inside "when". Move it out',
  ],
  [
    'check in when',
    `${head}:::::step{#boil}\n\n:::when{mug="big"}\n::check\n:::\n:::::\n${pour}`,
    '8:1: The check of step "boil" stands inside another block.',
  ],
  [
    'text in methods',
    step('::::methods\nHello\n::::'),
    '8:1: Only methods can stand inside "methods".',
  ],
];

function step(content: string): string {
  return `${head}:::::step{#boil}\n\n${content}\n\n::check\n:::::\n${pour}`;
}

const withoutRights = Object.fromEntries(
  Object.entries(teaRunbook.steps).map(([id, step]) => [id, { ...step, rights: [] }]),
);

describe('a page with a mistake fails the build', () => {
  it.each(wrong)('%s', (_name, source, message) => {
    expect(() => run(source)).toThrow(`docs/tea/make.mdx:${message}`);
  });

  it.each([
    [
      'a step',
      {
        steps: {
          ...teaRunbook.steps,
          pour: { title: 'Pour', checks: [], when: { mug: ['huge'] } },
        },
      },
      'The step "pour" of the runbook: "huge"',
    ],
    [
      'an input',
      {
        inputs: {
          ...teaRunbook.inputs,
          saucer: { kind: 'external-id' as const, label: 'S', help: 'H.', when: { plate: ['x'] } },
        },
      },
      'The input "saucer" of the runbook: "plate" is not a choice',
    ],
  ])('path of %s in the runbook that nobody can take', (_name, changes, message) => {
    expect(() => run(fixture, { runbooks: { 'tea/make': { ...teaRunbook, ...changes } } })).toThrow(
      `docs/tea/make.mdx:1:1: ${message}`,
    );
  });

  it('how long it takes, which the page does not say', () => {
    expect(() => run(fixture.replace('takes :duration,', 'takes long,'))).toThrow(
      'docs/tea/make.mdx:1:1: The page does not say how long it takes. Write ":duration"',
    );
  });

  it('rights that the page does not show', () => {
    expect(() => run(fixture.replace('::rights\n', ''))).toThrow(
      'docs/tea/make.mdx:1:1: The page does not show which rights the reader needs. Write "::rights"',
    );
  });

  it.each([
    [
      '::rights',
      { runbooks: { 'tea/make': { ...teaRunbook, steps: withoutRights, checksRead: [] } } },
      '"tea/make" does not say which rights its steps take.',
    ],
    ['::permissions', { permissions: {} }, 'Nobody has said what "tea/make" lets Spot do.'],
    ['::trust-diagram', { drawings: {} }, 'There is no drawing for "tea/make".'],
    [
      '::permission-chooser',
      {
        runbooks: {
          'tea/make': {
            ...teaRunbook,
            inputs: { pot: teaRunbook.inputs.pot!, mug: teaRunbook.inputs.mug! },
          },
        },
      },
      '"tea/make" has nothing to tick.',
    ],
    [
      '::permission-chooser',
      { runbooks: { 'tea/make': { ...teaRunbook, texts: undefined } } },
      '"tea/make" makes no text of what is ticked.',
    ],
  ])('%s of a runbook that has none', (element, changes, message) => {
    expect(() => run(step(element), changes)).toThrow(`docs/tea/make.mdx:7:1: ${message}`);
  });

  it('says everything that is wrong at once, and how to fix it', () => {
    expect(() => run(`---\nrunbook: tea/make\n---\n${boil}`)).toThrowErrorMatchingInlineSnapshot(`
      [GuideError: docs/tea/make.mdx:1:1: The page has no description. Add "description: one sentence" to the front matter; search results show it.
      docs/tea/make.mdx:1:1: The page does not say how long it takes. Write ":duration" where it says so; the minutes stand in the runbook.
      docs/tea/make.mdx:1:1: The page does not show which rights the reader needs. Write "::rights" under a heading {#rights-you-need}.
      docs/tea/make.mdx:4:1: The step "pour" of the runbook is missing. Add ":::step{#pour}" to the page, or take it out of the runbook.]
    `);
  });
});

it('leaves a page without runbook and directives alone', () => {
  const tree = run(
    '---\ndescription: d\n---\n\nAt 10:30, arn:tea:pot::1:role/x.\n\n:::note\nHello\n:::\n',
  );
  expect(outline(tree)).toContain('text ":role"');
  expect(outline(tree)).toContain('containerDirective note');
});
