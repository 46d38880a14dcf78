import { handlerMessage, ResourceFailure } from '../errors.ts';
import {
  differs,
  generatedName,
  type Handler,
  listOf,
  type Properties,
  type ResourceType,
} from './define-resource-type.ts';

/** `AWS::IAM::Policy`, an inline policy put on roles. */
export const iamPolicy: ResourceType = {
  type: 'AWS::IAM::Policy',
  properties: { PolicyName: 'update', PolicyDocument: 'update', Roles: 'update' },
  notSimulated: ['Groups', 'Users'],
  required: ['PolicyName', 'PolicyDocument'],
  capability: 'CAPABILITY_IAM',
  async create(properties, handler, made) {
    if (listOf(properties.Roles).length === 0)
      throw new ResourceFailure(
        handlerMessage('At least one of [Groups,Roles,Users] must be non-empty.', 'InvalidRequest'),
      );
    made(generatedName(handler, 64));
    await put({}, properties, handler);
  },
  async update(_physicalId, before, after, handler) {
    await put(before, after, handler);
  },
  async delete(_physicalId, properties, handler) {
    await put(properties, {}, handler);
  },
  attributes: () => ({}),
};

async function put(
  before: Properties,
  after: Properties,
  { invoke, attempt }: Handler,
): Promise<void> {
  const renamed = differs(before, after, 'PolicyName');
  const PolicyDocument = JSON.stringify(after.PolicyDocument);
  const wanted = listOf(after.Roles);
  for (const RoleName of wanted)
    await invoke('iam', 'PutRolePolicy', {
      RoleName,
      PolicyName: after.PolicyName,
      PolicyDocument,
    });
  for (const RoleName of listOf(before.Roles).filter((one) => renamed || !wanted.includes(one)))
    await attempt('iam', 'DeleteRolePolicy', { RoleName, PolicyName: before.PolicyName }, [
      'NoSuchEntity',
    ]);
}
