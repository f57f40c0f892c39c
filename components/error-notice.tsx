import type { ErrorWordSet } from "./error-words";

type ErrorNoticeProps = { words: ErrorWordSet; home: string; digest?: string | undefined; again: () => void };

export function ErrorNotice({ words, home, digest, again }: ErrorNoticeProps) {
  return (
    <div className="dead-end" role="alert">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {digest && (
        <p>
          <code>{digest}</code>
        </p>
      )}
      <p className="actions">
        <button className="primary" type="button" onClick={again}>
          {words.again}
        </button>
        {/* A full load: after an error the router's state is not to be trusted. */}
        <a className="button" href={home}>
          {words.home}
        </a>
      </p>
    </div>
  );
}
