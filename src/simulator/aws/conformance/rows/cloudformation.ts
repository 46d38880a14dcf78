import { type Refusal, type Row, refuses } from '../row.ts';
import { bucketTemplate, type Subject } from '../world.ts';

const roleTemplate =
  '{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{}}}}}';
const onSubject =
  (more: object = {}) =>
  ({ stack }: Subject) => ({ StackName: stack, ...more });
const missing = (input: object = {}) =>
  refuses('no such stack', 'ValidationError', 400, () => ({ StackName: 'nothing', ...input }));

/** A row of an operation that needs the name of a stack that exists. */
const stackRow = (more: object = {}, ...refusals: Refusal[]): Row => ({
  input: onSubject(more),
  refusals: [missing(more), ...refusals],
});

const inState = (status: string) => ({
  prepare: (_: unknown, { account, stack }: Subject) =>
    Object.assign(account.stacks.get(`us-east-1/${stack}`) as object, { status }),
});

const badTemplates: [string, string][] = [
  ['no template', ''],
  ['no YAML', 'a: ['],
  ['a type that is none', '{"Resources":{"X":{"Type":"AWS::No::Thing"}}}'],
];
/** Templates that are refused before anything happens. */
const badTemplate = (input: object) =>
  badTemplates.map(([when, TemplateBody]) =>
    refuses(when, 'ValidationError', 400, (subject) => ({
      ...onSubject()(subject),
      ...input,
      TemplateBody,
    })),
  );

const change = { ChangeSetName: 'change' };
const noChangeSet = refuses(
  'no such change set',
  'ChangeSetNotFound',
  404,
  onSubject({ ChangeSetName: 'nothing' }),
);

export const cloudformation: Record<string, Row> = {
  CreateStack: {
    input: ({ bucketTemplate }) => ({ StackName: 'new', TemplateBody: bucketTemplate }),
    refusals: [
      refuses('the name is taken', 'AlreadyExistsException', 400, ({ stack, bucketTemplate }) => ({
        StackName: stack,
        TemplateBody: bucketTemplate,
      })),
      refuses('the capability is missing', 'InsufficientCapabilitiesException', 400, () => ({
        StackName: 'new',
        TemplateBody: roleTemplate,
      })),
      refuses('an impossible name', 'ValidationError', 400, ({ bucketTemplate }) => ({
        StackName: 'a b',
        TemplateBody: bucketTemplate,
      })),
      ...badTemplate({ StackName: 'new' }),
    ],
  },
  UpdateStack: {
    input: ({ stack, bucketTemplate }) => ({ StackName: stack, TemplateBody: bucketTemplate }),
    refusals: [
      missing({ TemplateBody: bucketTemplate('x') }),
      refuses('nothing to do', 'ValidationError', 400, ({ stack, accountId }) => ({
        StackName: stack,
        TemplateBody: bucketTemplate(`stack-${accountId}`),
      })),
      refuses(
        'the capability is missing',
        'InsufficientCapabilitiesException',
        400,
        onSubject({ TemplateBody: roleTemplate }),
      ),
      refuses(
        'the stack was rolled back',
        'ValidationError',
        400,
        onSubject({ TemplateBody: bucketTemplate('x') }),
        inState('ROLLBACK_COMPLETE'),
      ),
      ...badTemplate({}),
    ],
  },
  DeleteStack: {
    input: onSubject(),
    refusals: [
      refuses('it is protected', 'ValidationError', 400, onSubject(), {
        prepare: (_, { account, stack }) =>
          Object.assign(account.stacks.get(`us-east-1/${stack}`) as object, {
            terminationProtection: true,
          }),
      }),
      refuses('it is busy', 'ValidationError', 400, onSubject(), inState('UPDATE_IN_PROGRESS')),
      refuses(
        'resources to be left of a healthy stack',
        'ValidationError',
        400,
        onSubject({ RetainResources: ['Bucket'] }),
      ),
    ],
  },
  DescribeStacks: stackRow(),
  DescribeStackEvents: stackRow(),
  DescribeStackResources: stackRow(),
  ListStackResources: stackRow(),
  ListStacks: { input: () => ({}), refusals: [] },
  GetTemplate: stackRow({}, noChangeSet),
  GetTemplateSummary: stackRow(),
  ValidateTemplate: {
    input: ({ bucketTemplate }) => ({ TemplateBody: bucketTemplate }),
    refusals: badTemplates.map(([when, TemplateBody]) =>
      refuses(when, 'ValidationError', 400, () => ({ TemplateBody })),
    ),
  },
  CreateChangeSet: {
    input: ({ stack, bucketTemplate }) => ({
      StackName: stack,
      ChangeSetName: 'new',
      TemplateBody: bucketTemplate,
    }),
    refusals: [
      missing({ ChangeSetName: 'new', TemplateBody: bucketTemplate('x') }),
      refuses(
        'the name is taken',
        'AlreadyExistsException',
        400,
        onSubject({ ...change, TemplateBody: bucketTemplate('x') }),
      ),
      refuses(
        'the capability is missing',
        'InsufficientCapabilitiesException',
        400,
        onSubject({ ChangeSetName: 'new', TemplateBody: roleTemplate }),
      ),
      refuses(
        'a stack that is no longer new',
        'ValidationError',
        400,
        onSubject({
          ChangeSetName: 'new',
          ChangeSetType: 'CREATE',
          TemplateBody: bucketTemplate('x'),
        }),
      ),
      ...badTemplate({ ChangeSetName: 'new' }),
    ],
  },
  DescribeChangeSet: stackRow(
    change,
    noChangeSet,
    refuses('a name without a stack', 'ValidationError', 400, () => change),
  ),
  ExecuteChangeSet: stackRow(
    change,
    noChangeSet,
    refuses('it has nothing to change', 'InvalidChangeSetStatus', 400, onSubject(change), {
      prepare: (_, { account, stack }) =>
        Object.assign(
          account.stacks.get(`us-east-1/${stack}`)?.changeSets.get('change') as object,
          {
            executionStatus: 'UNAVAILABLE',
            status: 'FAILED',
          },
        ),
    }),
  ),
  DeleteChangeSet: stackRow(change),
  ListChangeSets: stackRow(),
};
