import { defineVariants, type Variant } from '../../define-faults.ts';
import { createVariants } from '../_linked/variants.ts';
import { createHealthyWorld, type ManualWorld } from './worlds.ts';

const variant = defineVariants(createHealthyWorld);

/** Options of a world in which only a part was ticked. */
function choose(products: string, integrations = 'none') {
  return { permissionSet: 'custom', products, integrations };
}

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<ManualWorld>[] = [
  ...createVariants(createHealthyWorld),
  variant('chosen-kubernetes', 'Only Ocean for EKS was chosen', choose('ocean-eks')),
  variant('chosen-dashboard', 'Only the dashboard was chosen', choose('dashboard')),
  variant(
    'chosen-elastigroup-with-beanstalk',
    'Elastigroup with Beanstalk and Route 53',
    choose('elastigroup,stateful', 'beanstalk,route53'),
  ),
];
