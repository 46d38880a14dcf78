export { default } from '../_shared/linked-permissions.ts';
