export { default } from '../_shared/project-drawing.ts';
