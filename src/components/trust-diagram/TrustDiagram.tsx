import { useId, useMemo } from 'react';
import type { Picture as Drawn, TrustDrawing } from '../../../runbooks/define-drawing.ts';
import styles from './trust-diagram.module.css';

/** Who may do what: drawn twice, for wide and for narrow screens; one of the two is shown. */
export function TrustDiagram({ drawing: json }: { drawing: string }) {
  const { description, wide, tall } = useMemo(() => JSON.parse(json) as TrustDrawing, [json]);
  return (
    <figure className={styles.figure}>
      <Picture drawing={wide} description={description} className={styles.wide} />
      <Picture drawing={tall} description={description} className={styles.tall} />
    </figure>
  );
}

function Picture({
  drawing,
  description,
  className,
}: {
  drawing: Drawn;
  description: string;
  className: string | undefined;
}) {
  const id = useId();
  return (
    <svg
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      className={className}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>Who may do what</title>
      <desc id={`${id}-description`}>{description}</desc>
      <defs>
        <marker
          id={`${id}-arrow`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0 0.5L7.5 4L0 7.5z" className={styles.head} />
        </marker>
      </defs>
      {drawing.zones.map((zone) => (
        <g key={`${zone.name}-${zone.y}`}>
          <rect
            x={zone.x}
            y={zone.y}
            width={zone.width}
            height={zone.height}
            rx="12"
            className={styles.zone}
          />
          <text x={zone.x + 16} y={zone.y + 24} className={styles.zoneName}>
            {zone.name}
          </text>
        </g>
      ))}
      {drawing.arrows.map((arrow) => (
        <g key={arrow.path}>
          <path
            d={arrow.path}
            className={styles.arrow}
            data-copies={arrow.copies}
            markerEnd={`url(#${id}-arrow)`}
          />
          {arrow.label.map((line, index) => (
            <text
              key={line}
              x={arrow.at[0]}
              y={arrow.at[1] + index * 15}
              textAnchor={arrow.anchor ?? 'start'}
              className={styles.label}
            >
              {line}
            </text>
          ))}
        </g>
      ))}
      {drawing.boxes.map((box) => (
        <g key={box.title}>
          <rect
            x={box.x}
            y={box.y}
            width={box.width}
            height={box.height}
            rx="9"
            className={styles.box}
          />
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
