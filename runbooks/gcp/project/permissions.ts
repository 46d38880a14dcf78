export { default } from '../_shared/project-permissions.ts';
