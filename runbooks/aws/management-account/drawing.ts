import { ecoAccounts } from '../../../src/spot.ts';
import type { TrustDrawing } from '../../define-drawing.ts';

const eco = { title: 'Spot Eco', detail: ecoAccounts.join(' · ') };
const copy = { title: "Spot's own bucket", detail: 'sc-customer-…' };
const role = { title: 'The role', detail: 'reads, cannot change' };
const bucket = { title: 'The report bucket', detail: 'us-east-1' };
const billing = { title: 'AWS billing', detail: 'Cost and Usage Report' };

/** Spot assumes a role that reads; the bill goes through a bucket, and is copied. */
export default {
  description: `Spot's two Eco accounts, ${ecoAccounts.join(' and ')}, may assume one role in your AWS account, and only with your external ID. The role reads the report bucket. AWS billing writes the Cost and Usage Report into that bucket. Spot copies the report into its own bucket, whose name begins with sc-customer-.`,
  wide: {
    width: 780,
    height: 316,
    zones: [
      { x: 1, y: 1, width: 244, height: 314, name: 'Spot' },
      { x: 369, y: 1, width: 410, height: 314, name: 'Your AWS account' },
    ],
    boxes: [
      { x: 17, y: 52, width: 212, height: 72, ...eco },
      { x: 17, y: 220, width: 212, height: 72, ...copy },
      { x: 385, y: 52, width: 178, height: 72, ...role },
      { x: 385, y: 220, width: 178, height: 72, ...bucket },
      { x: 610, y: 220, width: 156, height: 72, ...billing },
    ],
    arrows: [
      {
        path: 'M229 88H382',
        label: ['assumes it, only', 'with your', 'external ID'],
        at: [307, 49],
        anchor: 'middle',
      },
      { path: 'M474 124V217', label: ['reads the report'], at: [486, 175] },
      { path: 'M610 256H566', label: ['writes daily'], at: [625, 206] },
      {
        path: 'M385 256H232',
        label: ['copies it'],
        at: [307, 246],
        anchor: 'middle',
        copies: true,
      },
    ],
  },
  tall: {
    width: 340,
    height: 612,
    zones: [
      { x: 1, y: 1, width: 338, height: 108, name: 'Spot' },
      { x: 1, y: 164, width: 338, height: 318, name: 'Your AWS account' },
      { x: 1, y: 514, width: 338, height: 97, name: 'Spot' },
    ],
    boxes: [
      { x: 17, y: 36, width: 306, height: 60, ...eco },
      { x: 17, y: 198, width: 250, height: 60, ...role },
      { x: 17, y: 304, width: 250, height: 60, ...bucket },
      { x: 17, y: 408, width: 250, height: 60, ...billing },
      { x: 17, y: 540, width: 306, height: 60, ...copy },
    ],
    arrows: [
      { path: 'M60 96V195', label: ['assumes it, only', 'with your external ID'], at: [72, 130] },
      { path: 'M60 258V301', label: ['reads the report'], at: [72, 285] },
      { path: 'M60 408V367', label: ['writes daily'], at: [72, 391] },
      { path: 'M267 334H302V537', label: ['copies it'], at: [238, 500], copies: true },
    ],
  },
} satisfies TrustDrawing;
