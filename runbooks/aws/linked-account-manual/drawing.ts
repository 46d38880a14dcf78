export { default } from '../_shared/linked-drawing.ts';
