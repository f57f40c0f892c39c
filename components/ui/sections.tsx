/** The parts of a long page, kept in sight. */
export function Sections({
  label,
  top,
  parts,
}: {
  label: string;
  top: string;
  parts: { id: string; name: string }[];
}) {
  return (
    <nav className="sections" aria-label={label}>
      <ul>
        <li>
          <a href="#main">{top}</a>
        </li>
        {parts.map((part) => (
          <li key={part.id}>
            <a href={`#${part.id}`}>{part.name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
