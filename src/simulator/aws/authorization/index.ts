export { authenticate, type FindWorld } from './authenticate.ts';
export { authorize } from './authorize.ts';
export { parseOperator } from './conditions.ts';
export {
  type Caller,
  contextOf,
  globalContext,
  type Origin,
  principalContext,
  type RequestContext,
} from './context.ts';
export { type Decision, type Evaluation, evaluate, serviceIsAllowed } from './evaluate.ts';
export {
  type CallerPolicies,
  managedDocument,
  type PolicySource,
  policiesOf,
} from './policies.ts';
export { statementsOf } from './statements.ts';
