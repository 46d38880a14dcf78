import { defineHarmless } from '../harmless-fields.ts';

export default defineHarmless({});
