import { defineVariants, type Variant } from '../../define-faults.ts';
import { createVariants } from '../_linked/variants.ts';
import { createHealthyWorld, type LinkedWorld } from '../_linked/worlds.ts';
import addLinkedStack from './add-linked-stack.ts';

const variant = defineVariants<LinkedWorld, object>(createHealthyWorld);
const made = ['SpotPolicy', 'SpotRole'] as const;

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<LinkedWorld>[] = [
  ...createVariants<LinkedWorld>(createHealthyWorld),
  variant('linked-stack-complete', 'The stack stands', {}, (subject) =>
    addLinkedStack(subject, { status: 'CREATE_COMPLETE', made }),
  ),
  variant(
    'linked-stack-updated',
    'The stack was updated, and an update was rolled back',
    {},
    (subject) => addLinkedStack(subject, { status: 'UPDATE_ROLLBACK_COMPLETE', made }),
  ),
];
