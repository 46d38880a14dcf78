import { useId } from 'react';
import { ecoAccounts } from '../../spot.ts';
import styles from './trust-diagram.module.css';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  detail: string;
}
interface Arrow {
  path: string;
  label: string[];
  at: [number, number];
  anchor?: 'start' | 'middle';
  copies?: boolean;
}
interface Drawing {
  width: number;
  height: number;
  zones: { x: number; y: number; width: number; height: number; name: string }[];
  boxes: Box[];
  arrows: Arrow[];
}

const accounts = ecoAccounts.join(' · ');
const eco = { title: 'Spot Eco', detail: accounts };
const copy = { title: "Spot's own bucket", detail: 'sc-customer-…' };
const role = { title: 'The role', detail: 'reads, cannot change' };
const bucket = { title: 'The report bucket', detail: 'us-east-1' };
const billing = { title: 'AWS billing', detail: 'Cost and Usage Report' };

const wide: Drawing = {
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
    { path: 'M229 88H382', label: ['assumes it, only', 'with your', 'external ID'], at: [307, 49], anchor: 'middle' },
    { path: 'M474 124V217', label: ['reads the report'], at: [486, 175] },
    { path: 'M610 256H566', label: ['writes daily'], at: [625, 206] },
    { path: 'M385 256H232', label: ['copies it'], at: [307, 246], anchor: 'middle', copies: true },
  ],
};

const tall: Drawing = {
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
};

/** Who may do what: drawn twice, for wide and for narrow screens; one of the two is shown. */
export function TrustDiagram() {
  return (
    <figure className={styles.figure}>
      <Picture drawing={wide} className={styles.wide} />
      <Picture drawing={tall} className={styles.tall} />
    </figure>
  );
}

function Picture({ drawing, className }: { drawing: Drawing; className: string | undefined }) {
  const id = useId();
  return (
    <svg
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      className={className}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>Who may do what</title>
      <desc id={`${id}-description`}>
        Spot's two Eco accounts, {ecoAccounts.join(' and ')}, may assume one role in your AWS account, and only with your external ID. The
        role reads the report bucket. AWS billing writes the Cost and Usage Report into that bucket. Spot copies the report into its own
        bucket, whose name begins with sc-customer-.
      </desc>
      <defs>
        <marker id={`${id}-arrow`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0 0.5L7.5 4L0 7.5z" className={styles.head} />
        </marker>
      </defs>
      {drawing.zones.map((zone) => (
        <g key={`${zone.name}-${zone.y}`}>
          <rect x={zone.x} y={zone.y} width={zone.width} height={zone.height} rx="12" className={styles.zone} />
          <text x={zone.x + 16} y={zone.y + 24} className={styles.zoneName}>
            {zone.name}
          </text>
        </g>
      ))}
      {drawing.arrows.map((arrow) => (
        <g key={arrow.path}>
          <path d={arrow.path} className={styles.arrow} data-copies={arrow.copies} markerEnd={`url(#${id}-arrow)`} />
          {arrow.label.map((line, index) => (
            <text key={line} x={arrow.at[0]} y={arrow.at[1] + index * 15} textAnchor={arrow.anchor ?? 'start'} className={styles.label}>
              {line}
            </text>
          ))}
        </g>
      ))}
      {drawing.boxes.map((box) => (
        <g key={box.title}>
          <rect x={box.x} y={box.y} width={box.width} height={box.height} rx="9" className={styles.box} />
          <text x={box.x + 14} y={box.y + box.height / 2 - 3} className={styles.title}>
            {box.title}
          </text>
          <text x={box.x + 14} y={box.y + box.height / 2 + 16} className={styles.detail}>
            {box.detail}
          </text>
        </g>
      ))}
    </svg>
  );
}
