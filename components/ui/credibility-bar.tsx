type CredibilityBarProps = { probability: number; low: number; high: number; label: string };

/** A tick on a line from 0 to 100 and a span for the range. Drawn with attributes, because style attributes are forbidden. */
export function CredibilityBar({ probability, low, high, label }: CredibilityBarProps) {
  const p = round(probability);
  return (
    <svg className="bar" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label={label}>
      <path className="bar-track" d="M0 6H100" />
      <rect
        className="bar-range"
        x={round(low)}
        y="3"
        width={Math.max(round(high) - round(low), 0.5)}
        height="6"
      />
      <path className="bar-tick" d={`M${p} 0V12`} />
    </svg>
  );
}

function round(share: number): number {
  return Math.round(share * 1000) / 10;
}
