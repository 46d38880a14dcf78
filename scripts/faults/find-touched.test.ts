import { describe, expect, it } from 'vitest';
import { createBucket } from '../../src/simulator/aws/s3/state.ts';
import { createAccount, createRole } from '../../src/simulator/aws/seed.ts';
import { World } from '../../src/simulator/world.ts';
import { findTouched, listContents } from './find-touched.ts';

const own = ['SpotRole', 'spot-bucket'];

/** What a change touches that is not the reader's. */
function touch(change: (world: World) => void): string[] {
  const world = new World();
  for (const id of ['111122223333', '999988887777']) createAccount(world, { id });
  const trustPolicy = { Version: '2012-10-17', Statement: [] };
  for (const name of ['SpotRole', 'Others'])
    createRole(world, '111122223333', { name, trustPolicy });
  for (const name of ['spot-bucket', 'backup'])
    createBucket(world, { name, ownerAccount: '999988887777', region: 'us-east-1' });
  const before = listContents(world);
  change(world);
  return findTouched(before, listContents(world), own);
}
const roles = (world: World) => world.aws.accounts.get('111122223333')?.roles;

describe('what fixes touch', () => {
  it('is nothing where the reader changes their own', () =>
    expect(touch((world) => void roles(world)?.delete('SpotRole'))).toEqual([]));

  it('is nothing where something new is made', () =>
    expect(
      touch((world) => void createAccount(world, { id: '444455556666', name: 'New' })),
    ).toEqual([]));

  it("is somebody else's role that is gone", () =>
    expect(touch((world) => void roles(world)?.delete('Others')).join()).toContain('/Others/'));

  it("is a stranger's bucket with another policy", () =>
    expect(
      touch((world) => {
        const bucket = world.aws.buckets.get('backup');
        if (bucket) bucket.publicAccessBlock = undefined;
      }).join(),
    ).toContain('/backup ='));

  it('is a member that is taken out of a binding, and not one that stays', () => {
    const policy = (members: string[]) => [{ role: 'roles/editor', members }];
    const world = new World();
    const put = (members: string[]) =>
      Object.assign(world.gcp, { folders: new Map([['f', { bindings: policy(members) }]]) });
    put(['user:a@example.com', 'user:b@example.com']);
    const before = listContents(world);
    put(['user:a@example.com']);
    expect(findTouched(before, listContents(world), own)).toEqual([
      '/gcp/folders/f/bindings = {"role":"roles/editor"} user:b@example.com',
    ]);
  });
});
