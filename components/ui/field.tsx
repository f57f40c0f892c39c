import type { ReactNode } from "react";

/** What a control needs to belong to its label, hint and problem. */
export type ControlAttributes = {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

type FieldProps = {
  name: string;
  /** Where a name occurs twice on a page. */
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  problem?: ReactNode;
  /** Receives the attributes and returns the input, select or textarea. */
  children: (attributes: ControlAttributes) => ReactNode;
};

export function Field({ name, id = name, label, hint, problem, children }: FieldProps) {
  const described = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        "aria-describedby": described || undefined,
        "aria-invalid": problem ? true : undefined,
      })}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
