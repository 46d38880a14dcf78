import {
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { createAccount, createAdministrator } from '../seed.ts';
import { iamFor, own, simulate } from '../testing.ts';

const simulator = simulate();

function prepare() {
  const world = simulator.createWorld();
  createAccount(world, { id: own });
  return { world, iam: iamFor(createAdministrator(world, own)) };
}
const create = new CreateServiceLinkedRoleCommand({ AWSServiceName: 'spot.amazonaws.com' });
const RoleName = 'AWSServiceRoleForEC2Spot';

test('is made once, below a path of its own', async () => {
  const { iam } = prepare();
  expect((await iam.send(create)).Role?.Arn).toBe(
    `arn:aws:iam::${own}:role/aws-service-role/spot.amazonaws.com/${RoleName}`,
  );
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(Role).toMatchObject({ RoleName, Path: '/aws-service-role/spot.amazonaws.com/' });
  await expect(iam.send(create)).rejects.toMatchObject({
    name: 'InvalidInputException',
    message: `Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
  });
});

test('only its service may change or delete it', async () => {
  const { iam } = prepare();
  await iam.send(create);
  const document =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
  for (const command of [
    new DeleteRoleCommand({ RoleName }),
    new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: document }),
    new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }),
  ])
    await expect(iam.send(command as never)).rejects.toMatchObject({
      name: 'UnmodifiableEntityException',
    });
});
