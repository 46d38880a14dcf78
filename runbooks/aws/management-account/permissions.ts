import { ecoPermissions } from '../../../src/checks/aws/_role/eco-permissions.ts';
import { definePermissions } from '../../define-permissions.ts';

/** The read-only policy of the Eco role. */
export default definePermissions(ecoPermissions);
