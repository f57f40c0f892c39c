type CredibilityBarProps = { probability: number; low: number; high: number };

/** A tick on a line from 0 to 100 and a span for the range; the figures stand beside it in words. Style attributes are forbidden. */
export function CredibilityBar({ probability, low, high }: CredibilityBarProps) {
  const [from, at, to] = [low, probability, high].map((share) => Math.round(share * 1000) / 10);
  return (
    <svg className="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <path className="bar-track" d="M0 6H100" />
      <path className="bar-range" d={`M${from} 3H${to}V9H${from}Z`} />
      <path className="bar-tick" d={`M${at} 0V12`} />
    </svg>
  );
}
